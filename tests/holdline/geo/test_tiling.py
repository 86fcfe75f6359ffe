"""Pieces between lines, and stray pieces given to a neighbour."""

import numpy as np
import shapely

from holdline.geo.tiling import faces, in_one_piece, merged

GROUND = shapely.box(117, 35, 117.04, 35.01)


def strip(start: float, end: float) -> shapely.Geometry:
    """A part of GROUND from *start* to *end*, in hundredths of a degree."""
    return shapely.box(117 + start / 100, 35, 117 + end / 100, 35.01)


STRIPS = np.array([strip(0, 2), strip(2, 2.5), strip(2.5, 3), strip(3, 4)], object)


def test_lines_cut_the_ground_into_pieces_that_share_their_borders() -> None:
    across = shapely.LineString([(117.013, 34.9), (117.0171, 35.1)])
    pieces, inside = faces([GROUND.boundary, across], GROUND)

    assert len(pieces) == 2
    assert shapely.coverage_is_valid(pieces)
    assert shapely.contains_xy(pieces, inside[:, 0], inside[:, 1]).all()
    assert abs(shapely.area(pieces).sum() - GROUND.area) < 1e-8


def test_a_stray_piece_goes_to_its_neighbour_and_the_largest_stays() -> None:
    """The last strip bears the first one's label and does not touch it."""
    labels = in_one_piece(STRIPS, np.array([0, 1, 1, 0]))

    assert labels.tolist() == [0, 1, 1, 1]


def test_a_stray_piece_goes_where_it_shares_most() -> None:
    """A square whose western side is divided: two thirds against one third, all else bare."""
    low, high = shapely.box(0, 0, 1, 1), shapely.box(0, 1, 1, 3)
    stray = shapely.box(1, 0, 2, 3)
    far = shapely.box(9, 0, 14, 5)
    labels = in_one_piece(np.array([low, high, stray, far], object), np.array([0, 1, 2, 2]))

    assert labels.tolist() == [0, 1, 1, 2]


def test_an_island_has_no_neighbour_and_keeps_its_label() -> None:
    island = shapely.box(118, 35, 118.001, 35.001)
    labels = in_one_piece(np.array([*STRIPS, island], object), np.array([0, 0, 1, 1, 0]))

    assert labels.tolist() == [0, 0, 1, 1, 0]


def test_pieces_of_a_label_become_one_shape_and_a_label_without_pieces_none() -> None:
    whole = merged(STRIPS, np.array([2, 2, 0, 0]), 3)

    assert whole[1] is None
    assert whole[2].equals(strip(0, 2.5))
    assert whole[0].equals(strip(2.5, 4))
