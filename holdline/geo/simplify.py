"""Simpler outlines that still share every border: simplified together, rounded, cleaned."""

from collections.abc import Sequence

import numpy as np
import shapely
from numpy.typing import NDArray

from holdline.geo.metres import to_degrees, to_metres

Shapes = NDArray[np.object_]
RING = 4


def simplified(shapes: Sequence[shapely.Geometry], tolerance: float, decimals: int = 5) -> Shapes:
    """*shapes* with borders simplified to *tolerance* metres, once for both sides.

    Args:
        shapes: polygons in degrees that form a coverage (no gap, no overlap).
        tolerance: metres, as the square root of the area a vertex may cost; 0 keeps all.
        decimals: of a degree; below 5, small islands and validity are lost.
    """
    flat = shapely.transform(np.asarray(shapes, object), to_metres)
    simple = shapely.coverage_simplify(flat, tolerance) if tolerance else flat
    return rounded(shapely.transform(simple, to_degrees), decimals)


def rounded(shapes: Shapes, decimals: int) -> Shapes:
    """*shapes* rounded to *decimals* of a degree, without what rounding made degenerate."""
    nearer = shapely.transform(shapes, lambda xy: np.round(xy, decimals))
    return np.array([cleaned(shape) for shape in nearer], object)


def cleaned(shape: shapely.Geometry) -> shapely.Geometry:
    """*shape* without repeated points and without rings that have no area.

    The same points go on both sides of a shared border, so a coverage stays one.
    """
    kept = []
    for part in shapely.get_parts(shape):
        outside = _ring(part.exterior)
        if outside is not None:
            holes = [_ring(hole) for hole in part.interiors]
            kept.append(shapely.Polygon(outside, [hole for hole in holes if hole is not None]))
    return kept[0] if len(kept) == 1 else shapely.MultiPolygon(kept)


def _ring(line: shapely.Geometry) -> NDArray[np.float64] | None:
    points = shapely.get_coordinates(line)
    new = np.ones(len(points), bool)
    new[1:] = (points[1:] != points[:-1]).any(axis=1)
    points = points[new]
    if len(points) < RING:
        return None
    x, y = (points - points[0]).T
    return points if np.dot(x[:-1], y[1:]) != np.dot(x[1:], y[:-1]) else None
