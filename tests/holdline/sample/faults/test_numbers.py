"""Identity numbers made for faults."""

import pytest

from holdline.sample.faults.numbers import check_digit, completed, moved_years, renumbered
from holdline.sample.faults.scene import Scene
from tests.holdline.sample.faults.given import AS_OF, COUNTY, SEED


@pytest.mark.parametrize(
    ("first", "last"),
    [("11010519491231002", "X"), ("44052418800101001", "4")],
)
def test_check_digit_is_that_of_gb_11643(first: str, last: str) -> None:
    """The two examples of GB 11643-1999."""
    assert last == check_digit(first)


@pytest.fixture
def scene(sample) -> Scene:
    """The clean county, before anything is planted."""
    return Scene(sample.clean, seed=SEED, chunk=COUNTY, as_of=AS_OF, every=True)


def test_a_number_is_handed_out_once(scene: Scene) -> None:
    """The same person asked for twice gets two numbers, neither of a clean person."""
    home = next(scene.some_homes(scene.views.plain()))
    member = scene.members(home)[0]
    one, other = renumbered(member), renumbered(member)
    held = set(scene.tables["member"]["id_number"].str.slice(0, 18))

    assert one != other
    assert {one[:18], other[:18]} & held == set()
    assert completed(one[:17]) == one[:18]


def test_the_clean_county_leaves_the_range_for_faults_free(scene: Scene) -> None:
    """Sequence numbers from 900 on belong to planted numbers."""
    sequence = scene.tables["member"]["id_number"].str.slice(14, 3)

    assert sequence.filter(sequence >= "900").to_list() == []


def test_sex_is_told_by_the_seventeenth_digit(scene: Scene) -> None:
    """Odd for men, even for women."""
    member = scene.members(next(scene.some_homes(scene.views.plain())))[0]

    assert int(renumbered(member, is_male=True)[16]) % 2 == 1
    assert int(renumbered(member, is_male=False)[16]) % 2 == 0


def test_a_leap_day_moves_to_the_28th() -> None:
    """There is no 29 February in most years."""
    assert moved_years(AS_OF.replace(year=2020, month=2, day=29), 1).isoformat() == "2021-02-28"
