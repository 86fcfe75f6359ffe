"""Simplified outlines still share their borders."""

import numpy as np
import shapely

from holdline.geo.simplify import cleaned, rounded, simplified


def wavy(x: float) -> list[tuple[float, float]]:
    """A border from south to north that wavers about *x*."""
    return [(x + 0.002 * np.sin(9 * y), y) for y in np.linspace(35, 36, 400)]


def test_a_common_border_stays_common_and_loses_vertices() -> None:
    middle = wavy(118.5)
    west = shapely.Polygon([(118, 35), *middle, (118, 36)])
    east = shapely.Polygon([(119, 36), *middle[::-1], (119, 35)])
    simple = simplified([west, east], 250)

    assert shapely.coverage_is_valid(simple)
    assert shapely.get_num_coordinates(simple).sum() < 120
    assert (np.round(shapely.get_coordinates(simple), 5) == shapely.get_coordinates(simple)).all()


def test_without_tolerance_every_vertex_is_kept() -> None:
    square = shapely.box(118, 35, 119, 36)

    assert simplified([square], 0)[0].equals(square)


def test_what_rounding_flattens_is_dropped_and_the_rest_stays_valid() -> None:
    speck = shapely.box(118.000001, 35.000001, 118.000003, 35.000003)
    whole = shapely.MultiPolygon([shapely.box(117, 34, 117.5, 34.5), speck])

    assert rounded(np.array([whole], object), 5)[0].equals(shapely.box(117, 34, 117.5, 34.5))


def test_a_hole_without_area_is_closed() -> None:
    hole = [(1, 1), (2, 2), (1, 1), (2, 2), (1, 1)]
    holed = shapely.Polygon([(0, 0), (9, 0), (9, 9), (0, 9)], [hole])

    assert len(cleaned(holed).interiors) == 0
