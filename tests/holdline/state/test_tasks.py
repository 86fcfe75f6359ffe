"""What was sent is remembered, and what came back."""

from datetime import date
from pathlib import Path

import pytest

from holdline.state import tasks
from holdline.state.store import Store


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """A store with one file of three rows."""
    made = Store(f"sqlite:///{tmp_path / 'state.sqlite'}")
    with made.writing() as db:
        tasks.send(
            db,
            file="f1",
            division_code="370403001",
            snapshot="s1",
            account="li",
            due_on=date(2023, 4, 1),
            marks=["m3", "m1", "m2"],
        )
    return made


def test_rows_are_numbered_as_they_were_sent(store: Store) -> None:
    with store.reading() as db:
        assert dict(tasks.marks_of(db, "f1")) == {1: "m3", 2: "m1", 3: "m2"}
        assert dict(tasks.marks_of(db, "f2")) == {}


def test_counts_what_came_back(store: Store) -> None:
    with store.writing() as db:
        tasks.come_back(db, "f1", [1, 3])
    with store.reading() as db:
        sent = tasks.sent(db, ["3704"])

    assert [(one.file, one.rows, one.came_back) for one in sent] == [("f1", 3, 2)]


def test_another_county_sees_nothing(store: Store) -> None:
    with store.reading() as db:
        assert tasks.sent(db, ["370404"]) == []
