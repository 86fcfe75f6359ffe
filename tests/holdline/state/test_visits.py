"""A plan of visits is kept once; what was found stands beside it."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy.exc import IntegrityError

from holdline.state import visits
from holdline.state.store import Store
from holdline.state.visits import Home, Plan

PLAN = Plan("p1", "370403", "s1", "2026-W48", "7", "li", datetime(2026, 11, 25, tzinfo=UTC))
HOMES = [Home("p1", "h2", "v1", "error", 10, 0.5), Home("p1", "h1", "v2", "none", 90, 0.1)]


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """A store with one plan."""
    made = Store(f"sqlite:///{tmp_path / 'state.sqlite'}")
    with made.writing() as db:
        visits.keep(db, PLAN, HOMES)
    return made


def test_a_plan_is_kept_once(store: Store) -> None:
    """Whoever asks second finds the first."""
    with store.writing() as db:
        visits.keep(db, Plan(**{**vars(PLAN), "made_by": "wang"}), [])
    with store.reading() as db:
        assert visits.plan(db, "p1") == PLAN
        assert [one.household_id for one in visits.homes(db, "p1")] == ["h2", "h1"]
        assert visits.plan(db, "p2") is None


def test_what_was_found_can_be_said_and_taken_back(store: Store) -> None:
    for found in ("wrong", None, "right"):
        with store.writing() as db:
            visits.find(db, "p1", "h1", found, "li")
    with store.reading() as db:
        seen = {one.household_id: (one.found, one.found_by) for one in visits.homes(db, "p1")}

    assert seen == {"h1": ("right", "li"), "h2": (None, None)}


def test_nothing_else_can_be_found(store: Store) -> None:
    with pytest.raises(IntegrityError), store.writing() as db:
        visits.find(db, "p1", "h1", "perhaps", "li")
