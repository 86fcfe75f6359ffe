"""One cell at a time, for a purpose, within reach, for ten minutes, and never unseen."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from holdline.access import audit
from holdline.access.identity import Person
from holdline.access.scope import Scope
from holdline.errors import (
    NothingToReveal,
    NotPermitted,
    PurposeWanted,
    ReasonNamesPeople,
    ReasonWanted,
    RevealsExhausted,
)
from holdline.queries import revealing
from holdline.queries.revealing import Cell
from holdline.state import audit as chain
from holdline.state.store import store
from holdline.warehouse.connection import open_snapshot
from holdline.warehouse.snapshot import Snapshot, current

WORKER = Person("zhang", "Zhang", "data_team", ("370403001",))
REASON = "a visit on the 3rd"
NOON = datetime(2026, 11, 25, 4, 0, tzinfo=UTC)


@pytest.fixture
def shot(built_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Snapshot:
    """The sample in a home whose traces are this test's own."""
    (tmp_path / "snapshots").mkdir()
    for entry in (built_home / "snapshots").iterdir():
        (tmp_path / "snapshots" / entry.name).symlink_to(entry)
    monkeypatch.setenv("HOLDLINE_HOME", str(tmp_path))
    monkeypatch.setattr(revealing, "now", lambda: NOON)
    return current()


@pytest.fixture
def rows(shot: Snapshot) -> dict[str, tuple[str, str]]:
    """A household within the worker's reach and one out of it, with the names of their heads."""
    text = "select household_id, head_name from household where starts_with(village_code, $place)"
    found = {}
    with open_snapshot(shot).reading(Scope(is_masked=False)) as cursor:
        for name, place in (("mine", "370403001"), ("theirs", "370403005")):
            found[name] = cursor.execute(f"{text} limit 1", {"place": place}).fetchall()[0]
    return found


def acts() -> list[tuple[str, str]]:
    with store().reading() as db:
        return [(event.action, event.subject) for event in chain.events(db)]


def test_a_cell_is_shown_for_ten_minutes_and_written_down_without_what_it_says(
    shot: Snapshot, rows: dict[str, tuple[str, str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    number, name = rows["mine"]
    cell = Cell(number, "", "head_name")
    revealing.reveal(WORKER, shot, cell, "visit", REASON)
    shown = revealing.shown(WORKER, shot, number)

    assert [(one.cell, one.value, one.until) for one in shown] == [
        (cell, name, NOON + timedelta(minutes=10))
    ]
    assert acts() == [("reveal.shown", number)]
    with store().reading() as db:
        assert all(name not in str(event) for event in chain.events(db))
    assert audit.verify().faults == ()
    monkeypatch.setattr(revealing, "now", lambda: NOON + timedelta(minutes=10))
    assert revealing.shown(WORKER, shot, number) == ()


def test_nobody_else_sees_it(shot: Snapshot, rows: dict[str, tuple[str, str]]) -> None:
    number, _ = rows["mine"]
    revealing.reveal(WORKER, shot, Cell(number, "", "phone"), "visit", REASON)
    other = Person("li", "Li", "data_team", ("370403001",))

    assert revealing.shown(other, shot, number) == ()


def test_out_of_reach_there_is_nothing_and_the_attempt_is_kept(
    shot: Snapshot, rows: dict[str, tuple[str, str]]
) -> None:
    """As with a number that does not exist at all."""
    for number in (rows["theirs"][0], "3704039999"):
        with pytest.raises(NothingToReveal):
            revealing.reveal(WORKER, shot, Cell(number, "", "head_name"), "visit", REASON)

    assert [action for action, _ in acts()] == ["reveal.refused", "reveal.refused"]


def test_what_was_revealed_is_hidden_when_the_reach_is_taken_away(
    shot: Snapshot, rows: dict[str, tuple[str, str]]
) -> None:
    number, _ = rows["mine"]
    revealing.reveal(WORKER, shot, Cell(number, "", "head_name"), "visit", REASON)
    moved = Person(WORKER.account, WORKER.name, "data_team", ("370403005",))

    assert revealing.shown(moved, shot, number) == ()


@pytest.mark.parametrize("role", ["leader", "analyst", "administrator"])
def test_no_other_role_reveals(shot: Snapshot, rows: dict[str, tuple[str, str]], role: str) -> None:
    person = Person("a", "A", role, ("37",))  # type: ignore[arg-type]

    with pytest.raises(NotPermitted):
        revealing.reveal(person, shot, Cell(rows["mine"][0], "", "head_name"), "visit", REASON)


@pytest.mark.parametrize(
    ("purpose", "reason", "expected"),
    [
        ("", REASON, PurposeWanted),
        ("curiosity", REASON, PurposeWanted),
        ("visit", "  ok ", ReasonWanted),
        ("visit", "of 370499199001011234", ReasonNamesPeople),
    ],
)
def test_it_must_be_said_what_for(
    shot: Snapshot,
    rows: dict[str, tuple[str, str]],
    purpose: str,
    reason: str,
    expected: type[Exception],
) -> None:
    with pytest.raises(expected):
        revealing.reveal(WORKER, shot, Cell(rows["mine"][0], "", "head_name"), purpose, reason)
    assert revealing.shown(WORKER, shot, rows["mine"][0]) == ()


def test_a_register_is_not_copied_cell_by_cell(
    shot: Snapshot, rows: dict[str, tuple[str, str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(revealing, "MOST", 2)
    number, _ = rows["mine"]
    for field in ("head_name", "phone"):
        revealing.reveal(WORKER, shot, Cell(number, "", field), "visit", REASON)

    with pytest.raises(RevealsExhausted):
        revealing.reveal(WORKER, shot, Cell(number, "", "address"), "visit", REASON)
