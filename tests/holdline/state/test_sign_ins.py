"""A session goes on while it is used, ends when it rests, and never comes back."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from holdline.state import sign_ins
from holdline.state.store import Store

NOON = datetime(2026, 11, 25, 4, 0, tzinfo=UTC)
IDLE = timedelta(minutes=30)


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Store]:
    """An empty store."""
    found = Store(f"sqlite:///{tmp_path / 'state.sqlite'}")
    yield found
    found.close()


def seen(opened: Store, minutes: int) -> str:
    with opened.writing() as db:
        return sign_ins.seen(db, "t", "zhang", NOON + timedelta(minutes=minutes), IDLE)


def test_it_goes_on_while_it_is_used(opened: Store) -> None:
    assert [seen(opened, minutes) for minutes in (0, 30, 60)] == ["new", "open", "open"]


def test_left_to_rest_it_ends_for_good(opened: Store) -> None:
    assert [seen(opened, minutes) for minutes in (0, 31, 32)] == ["new", "idle", "ended"]


def test_signed_out_it_does_not_come_back(opened: Store) -> None:
    seen(opened, 0)
    with opened.writing() as db:
        sign_ins.end(db, "t", NOON)

    assert seen(opened, 1) == "ended"


def test_one_that_was_never_seen_here_can_be_ended_too(opened: Store) -> None:
    """Signing out at one replica counts at all of them."""
    with opened.writing() as db:
        sign_ins.end(db, "t", NOON)

    assert seen(opened, 1) == "ended"
