"""Dismissed findings rest for their days, and no longer."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from holdline.state import dismissals
from holdline.state.dismissals import DISMISSAL, Draft
from holdline.state.store import Store

DAY = datetime(2026, 11, 25, 8, 0, tzinfo=UTC)
DRAFT = Draft("help_late", "management", "3704", "a" * 64, 12, "visited on Monday")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """An empty store."""
    made = Store(f"sqlite:///{tmp_path / 'state.sqlite'}")
    yield made
    made.close()


@pytest.fixture
def at(monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, datetime]]:
    """The clock of the store, to be set."""
    told = {"now": DAY}
    monkeypatch.setattr(dismissals, "now", lambda: told["now"])
    return told


def test_one_rests_until_its_last_moment_and_then_returns(store: Store, at) -> None:
    with store.writing() as db:
        dismissals.dismiss(db, DRAFT, "anna", days=7)
    found = []
    for moment in (DAY, DAY + timedelta(days=7, seconds=-1), DAY + timedelta(days=7)):
        at["now"] = moment
        with store.reading() as db:
            found.append(len(dismissals.in_force(db, "management", "3704")))

    assert found == [1, 1, 0]


def test_one_is_of_its_division_and_tree_alone(store: Store, at) -> None:
    with store.writing() as db:
        dismissals.dismiss(db, DRAFT, "anna", days=7)
    with store.reading() as db:
        assert dismissals.in_force(db, "legal", "3704") == []
        assert dismissals.in_force(db, "management", "370402") == []
        (kept,) = dismissals.in_force(db, "management", "3704")

    assert (kept.kind, kept.items, kept.reason, kept.made_by, kept.made_at) == (
        "help_late", 12, "visited on Monday", "anna", at["now"],
    )  # fmt: skip


def test_withdrawn_it_returns_and_who_did_so_is_kept(store: Store, at) -> None:
    del at
    with store.writing() as db:
        number = dismissals.dismiss(db, DRAFT, "anna", days=7)
        assert dismissals.withdraw(db, number, "bert")
        assert not dismissals.withdraw(db, number, "carl")
    with store.reading() as db:
        assert dismissals.in_force(db, "management", "3704") == []
        assert db.execute(select(DISMISSAL.c.withdrawn_by)).scalars().all() == ["bert"]
