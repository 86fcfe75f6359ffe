"""What people keep: for whom, where, who may take it away, and that it is written down."""

from pathlib import Path

import pytest

from holdline.access import audit, keeping
from holdline.access.identity import Person
from holdline.errors import (
    KeptNameTaken,
    KeptNotThere,
    KeptNotYours,
    NotPermitted,
    ReasonNamesPeople,
)

ZHANG = Person("zhang", "Zhang", "analyst")
LI = Person("li", "Li", "analyst")
WANG = Person("wang", "Wang", "leader")
TEAM = Person("team", "Team", "data_team")
EAST = Person("east", "East", "leader", ("370402",))
OFFICE = Person("office", "Office", "administrator")


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty home."""
    monkeypatch.setenv("HOLDLINE_HOME", str(tmp_path))
    return tmp_path


def names(person: Person) -> list[str]:
    return [one.name for one in keeping.listed(person, "theme")]


@pytest.mark.parametrize(
    ("reach", "seen"), [("own", [ZHANG]), ("role", [ZHANG, LI]), ("all", [ZHANG, LI, WANG, TEAM])]
)
def test_it_is_seen_by_whom_it_is_kept_for(reach: keeping.Reach, seen: list[Person]) -> None:
    keeping.keep(ZHANG, "theme", "Illness", "{}", reach=reach)

    assert [one for one in (ZHANG, LI, WANG, TEAM) if names(one)] == seen


def test_its_maker_in_another_role_does_not_see_what_is_their_own() -> None:
    """What an analyst keeps is of published figures; as a leader they see exact ones."""
    keeping.keep(ZHANG, "theme", "Illness", "{}", reach="own")

    assert names(Person("zhang", "Zhang", "leader")) == []


def test_one_of_a_division_is_seen_there_above_and_below_only() -> None:
    keeping.keep(TEAM, "theme", "West", "{}", reach="all", division="370403")
    keeping.keep(TEAM, "theme", "City", "{}", reach="all", division="3704")

    assert names(EAST) == ["City"]
    assert names(WANG) == ["City", "West"]


def test_only_its_maker_or_the_data_team_takes_it_away() -> None:
    number = keeping.keep(ZHANG, "theme", "Illness", "{}", reach="all")

    with pytest.raises(KeptNotYours):
        keeping.drop(LI, "theme", number)
    keeping.drop(TEAM, "theme", number)
    assert names(ZHANG) == []
    with pytest.raises(KeptNotThere):
        keeping.drop(ZHANG, "theme", number)


def test_what_one_does_not_see_is_not_there() -> None:
    number = keeping.keep(ZHANG, "theme", "Illness", "{}", reach="own")

    with pytest.raises(KeptNotThere):
        keeping.drop(TEAM, "theme", number)


def test_a_name_is_kept_once_by_one_maker_and_is_free_again_when_dropped() -> None:
    number = keeping.keep(ZHANG, "theme", "Illness", "{}", reach="own")
    keeping.keep(LI, "theme", "Illness", "{}", reach="own")
    with pytest.raises(KeptNameTaken):
        keeping.keep(ZHANG, "theme", "Illness", "{}", reach="own")
    keeping.drop(ZHANG, "theme", number)

    assert keeping.keep(ZHANG, "theme", "Illness", "{}", reach="own") != number


def test_numbers_of_people_are_refused_in_names() -> None:
    with pytest.raises(ReasonNamesPeople):
        keeping.keep(ZHANG, "theme", "370403199001011234", "{}", reach="own")


def test_who_may_not_save_keeps_nothing() -> None:
    with pytest.raises(NotPermitted):
        keeping.keep(OFFICE, "theme", "Illness", "{}", reach="own")


def test_keeping_and_taking_away_are_written_down() -> None:
    number = keeping.keep(ZHANG, "theme", "Illness", "{}", reach="own")
    keeping.drop(ZHANG, "theme", number)
    found = audit.verify()

    assert (found.events, found.faults) == (2, ())
