"""How a window of points is drawn."""

import json

import pytest

from holdline.maps import points

WINDOW = (117.0, 34.5, 117.6, 34.9)


def test_few_households_are_single_points() -> None:
    assert points.Level("point", 0.0) == points.level(200, WINDOW, 1200, is_blurred=False)


def test_blurred_points_are_never_asked_for_finer_than_the_mask() -> None:
    for households in (1, 2_000, 30_000, 900_000):
        for zoom in (1, 10, 1000):
            window = (117.0, 34.5, 117.0 + 0.6 / zoom, 34.5 + 0.4 / zoom)
            step = points.level(households, window, 1200, is_blurred=True).step
            assert step >= points.BLUR


def test_more_households_make_coarser_drawings() -> None:
    names = [points.level(n, WINDOW, 1200, is_blurred=False).name for n in (100, 9_000, 800_000)]

    assert names == ["point", "cluster", "grid"]


@pytest.mark.parametrize("households", [2_501, 800_000])
def test_a_full_window_keeps_within_the_features_it_may_have(households: int) -> None:
    """Cells of the step, over the window grown to whole cells, with a screen's shape."""
    level = points.level(households, WINDOW, 1200, is_blurred=False)
    west, south, east, north = points.snapped(WINDOW, 1200)
    cells = (east - west) / level.step * (north - south) / (level.step * 0.8)

    assert cells <= 30_000


def test_a_small_move_is_the_same_question() -> None:
    moved = tuple(side + 0.0001 for side in (117.01, 34.51, 117.61, 34.91))

    assert points.snapped((117.01, 34.51, 117.61, 34.91), 1200) == points.snapped(moved, 1200)


def test_the_fullest_window_is_small_to_send() -> None:
    """At most 2 MB, with the longest rows there can be."""
    row = {
        "feature_id": "3704030010010001",
        "longitude": 117.123456,
        "latitude": 34.123456,
        "households": 1,
        "kind": "a",
        "household_id": "3704030010010001",
        "head_name": "ABCD",
        "village_name": "E" * 12,
    }
    sent = points.columns([row] * points.MOST, ["a"])

    assert len(json.dumps(sent)) < 2_000_000


def test_kinds_differ_by_colour_and_by_shape() -> None:
    marks = points.marks([str(number) for number in range(10)])

    assert len({mark["colour"] for mark in marks.values()}) == 10
    assert len({mark["shape"] for mark in marks.values()}) == 10


def test_a_window_has_the_screens_shape_and_holds_the_box() -> None:
    west, south, east, north = points.start(points.roomy((117.0, 34.0, 117.1, 36.0)), 2.5)

    assert west < 117.0
    assert east > 117.1
    assert south < 34.0
    assert north > 36.0
    assert (east - west) * 0.8191 / (north - south) == pytest.approx(2.5, rel=0.01)


def test_a_box_of_nothing_is_the_province_and_a_point_has_room() -> None:
    west, _, east, _ = points.roomy((117.0, 34.0, 117.0, 34.0), 0.06)

    assert points.roomy((None, None, None, None)) == points.PROVINCE
    assert 0.06 < east - west < 0.08


def test_many_blurred_points_are_clustered_until_their_cells_stand_apart() -> None:
    """The cells of the mask are five pixels wide here, and fifty when looked at closely."""
    far, near = (117.0, 34.0, 119.4, 35.0), (117.0, 34.5, 117.24, 34.6)

    assert points.level(2_000, far, 1200, is_blurred=True).name == "cluster"
    assert points.level(2_000, near, 1200, is_blurred=True).name == "point"
    assert points.level(60, far, 1200, is_blurred=True).name == "point"
