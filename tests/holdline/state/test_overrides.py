"""Overrides: made by one person, checked by another, one live for a household and rule set."""

from collections.abc import Iterator

import pgserver
import pytest
from sqlalchemy import Connection, update
from sqlalchemy.exc import IntegrityError

from holdline.errors import CheckedByItsMaker, OverrideNotThere, OverrideStands
from holdline.state import overrides
from holdline.state.overrides import OVERRIDE, Draft
from holdline.state.store import Store

DRAFT = Draft(
    "h1", "370403001200", "shandong-2021", "policy_exit", "s1", "proposed", "kept", ("c1", "c3"),
    "the car was sold in May",
)  # fmt: skip


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def held(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Store]:
    """Both stores: each must refuse the same."""
    folder = tmp_path_factory.mktemp("state")
    if request.param == "sqlite":
        yield Store(f"sqlite:///{folder / 'state.sqlite'}")
        return
    with pgserver.get_server(folder) as server:
        one = Store(server.get_uri().replace("postgresql://", "postgresql+psycopg://"))
        yield one
        one.close()


@pytest.fixture
def db(held: Store) -> Iterator[Connection]:
    with held.writing() as one:
        yield one
        one.rollback()


def test_one_that_is_made_waits_for_another_person(db: Connection) -> None:
    number = overrides.make(db, DRAFT, "anna")
    found = overrides.one(db, number)

    assert (found.state, found.made_by, found.checked_by) == ("waiting", "anna", None)
    assert (found.clauses, found.reason) == (("c1", "c3"), "the car was sold in May")
    assert overrides.standing(db, "policy_exit") == []


def test_its_maker_cannot_check_it(db: Connection) -> None:
    number = overrides.make(db, DRAFT, "anna")

    with pytest.raises(CheckedByItsMaker):
        overrides.check(db, number, "anna", agrees=True)


@pytest.mark.parametrize("state", ["standing", "refused", "waiting"])
def test_the_table_itself_refuses_the_same_person_twice(db: Connection, state: str) -> None:
    """Whatever code asks, and in whatever state."""
    number = overrides.make(db, DRAFT, "anna")
    asked = update(OVERRIDE).where(OVERRIDE.c.number == number)

    with pytest.raises(IntegrityError):
        db.execute(asked.values(state=state, checked_by="anna"))


def test_the_table_itself_lets_nothing_stand_unchecked(db: Connection) -> None:
    number = overrides.make(db, DRAFT, "anna")

    with pytest.raises(IntegrityError):
        db.execute(update(OVERRIDE).where(OVERRIDE.c.number == number).values(state="standing"))


def test_it_stands_once_another_agrees_and_only_once(db: Connection) -> None:
    number = overrides.make(db, DRAFT, "anna")
    found = overrides.check(db, number, "bo", agrees=True)

    assert [one.number for one in overrides.standing(db, "policy_exit")] == [number]
    assert (found.state, found.checked_by) == ("standing", "bo")
    with pytest.raises(OverrideNotThere):
        overrides.check(db, number, "cy", agrees=False)


def test_a_refused_one_counts_for_nothing_and_makes_room(db: Connection) -> None:
    first = overrides.make(db, DRAFT, "anna")
    overrides.check(db, first, "bo", agrees=False)
    second = overrides.make(db, DRAFT, "anna")

    assert overrides.standing(db, "policy_exit") == []
    assert [one.number for one in overrides.listed(db, household="h1")] == [second, first]


@pytest.mark.parametrize("is_checked", [True, False])
def test_a_household_has_one_live_override_under_a_rule_set(
    db: Connection,
    is_checked: bool,  # noqa: FBT001
) -> None:
    number = overrides.make(db, DRAFT, "anna")
    if is_checked:
        overrides.check(db, number, "bo", agrees=True)

    with pytest.raises(OverrideStands):
        overrides.make(db, DRAFT, "cy")


def test_one_that_is_withdrawn_no_longer_counts(db: Connection) -> None:
    number = overrides.make(db, DRAFT, "anna")
    overrides.check(db, number, "bo", agrees=True)
    found = overrides.withdraw(db, number, "cy")

    assert (found.state, found.checked_by, found.withdrawn_by) == ("withdrawn", "bo", "cy")
    assert overrides.standing(db, "policy_exit") == []
    with pytest.raises(OverrideNotThere):
        overrides.withdraw(db, number, "cy")
