"""What a map leaves out is said."""

import numpy as np
import shapely

from holdline.geo.coverage import Overlap, gaps, matched, overlaps

BOX = shapely.box(117, 35, 118, 36)


def test_codes_without_shapes_and_shapes_without_codes_are_named() -> None:
    cover = matched(["370403", "370471", "370402"], ["370402", "370403", "370404"])

    assert cover.without_shape == ("370471",)
    assert cover.without_code == ("370404",)
    assert not cover.is_complete
    assert matched(["37"], ["37"]).is_complete


def test_ground_claimed_twice_is_measured() -> None:
    """A degree of latitude by a hundredth of a degree: some 100 square kilometres."""
    shapes = np.array([BOX, shapely.box(117.99, 35, 119, 36)], object)
    (found,) = overlaps(["b", "a"], shapes)

    assert (found.one, found.other) == ("a", "b")
    assert 98 < found.km2 < 102
    assert isinstance(found, Overlap)


def test_neighbours_that_only_touch_do_not_overlap() -> None:
    shapes = np.array([BOX, shapely.box(118, 35, 119, 36)], object)

    assert overlaps(["a", "b"], shapes) == ()


def test_a_hole_is_measured_and_a_whole_has_none() -> None:
    """A hundredth of a degree square is about a square kilometre."""
    hole = shapely.box(117.5, 35.5, 117.51, 35.51)
    (size,) = gaps(np.array([shapely.difference(BOX, hole)], object))

    assert 0.95 < size < 1.05
    assert gaps(np.array([BOX], object)) == ()
