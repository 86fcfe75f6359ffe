"""One set of classes for fill, legend and frames."""

import numpy as np
import pytest

from holdline.maps.breaks import MOST, classes


def test_every_value_falls_into_the_class_its_ends_tell() -> None:
    """The legend says low–high; whatever is filled with its colour lies between."""
    chance = np.random.default_rng(4)
    values = [int(v) for v in chance.negative_binomial(1, 0.05, 400)]
    made = classes(values, is_count=True)

    for value in values:
        low, high = made.ends(made.of(value))
        assert low <= value
        assert high is None or value <= high


def test_zero_is_a_class_of_its_own_among_counts() -> None:
    made = classes([0, 0, 1, 2, 30, 31], is_count=True)

    assert made.ends(0) == (0.0, 0)
    assert made.of(0) == 0
    assert made.of(1) == 1


def test_values_part_where_they_part_by_themselves() -> None:
    """Three clumps, three classes, whatever their sizes."""
    made = classes([10, 11, 12, 100, 101, 102, 103, 500, 501], is_count=True, most=3)

    assert [made.of(v) for v in (10, 11, 12, 100, 101, 102, 103, 500, 501)] == [
        0,
        0,
        0,
        1,
        1,
        1,
        1,
        2,
        2,
    ]


def test_frames_share_their_classes() -> None:
    """A month's values alone would part differently; all months together decide."""
    january, february = [1, 2, 3], [40, 50, 60]
    made = classes([*january, *february], is_count=True, most=2)

    assert {0} == {made.of(value) for value in january}
    assert {1} == {made.of(value) for value in february}


@pytest.mark.parametrize("is_count", [True, False])
@pytest.mark.parametrize("values", [[], [None, float("nan")], [0, 0], [7], [3, 3, 3]])
def test_few_values_make_few_classes(values: list[float | None], is_count: bool) -> None:  # noqa: FBT001
    made = classes(values, is_count=is_count)

    assert 1 <= len(made.bounds) <= 2
    assert made.of(None) is None
    assert made.of(float("nan")) is None
    assert made.of(7) is not None


def test_never_more_classes_than_asked() -> None:
    chance = np.random.default_rng(1)
    for is_count in (True, False):
        for _ in range(40):
            values = chance.gamma(0.6, 50, 136)
            held = np.floor(values) if is_count else values / values.max()
            assert len(classes(held.tolist(), is_count=is_count).bounds) <= MOST


def test_bounds_rise() -> None:
    chance = np.random.default_rng(2)
    for _ in range(40):
        bounds = classes((chance.gamma(0.4, 9, 60)).tolist(), is_count=False).bounds
        assert list(bounds) == sorted(set(bounds))
