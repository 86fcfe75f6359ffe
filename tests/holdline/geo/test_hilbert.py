"""The curve that keeps neighbours together."""

import numpy as np

from holdline.geo.hilbert import hilbert


def test_the_curve_steps_to_a_neighbour_each_time_and_visits_all() -> None:
    grid = np.array([(x, y) for x in range(32) for y in range(32)], float)
    place = hilbert(grid)
    steps = np.abs(np.diff(grid[np.argsort(place)], axis=0)).sum(axis=1)

    assert {1.0} == set(steps.tolist())
    assert len(grid) == len(set(place.tolist()))


def test_one_point_has_its_place() -> None:
    assert hilbert(np.array([[3.0, 4.0]])).tolist() == [0]
