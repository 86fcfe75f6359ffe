"""Many processes read while one publishes and rolls back: no lock error, no mixed read."""

import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from holdline.access.identity import operator
from holdline.build import building, deciding, versions
from holdline.warehouse import snapshot
from tests.holdline.build.looking import ended, started

Write = Callable[..., Path]
PROCESSES, SESSIONS = 4, 5
SWITCHES = 6


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A home of its own, and builds of the source tables alone."""
    monkeypatch.setattr(versions, "code_version", lambda: "code")
    monkeypatch.setattr(versions, "rule_pack", lambda: "rules")
    monkeypatch.setattr(building.steps, "all_steps", lambda: ())
    monkeypatch.setattr(building, "all_checks", lambda: ())
    monkeypatch.setattr(building.checking, "all_checks", lambda: ())
    monkeypatch.setenv("HOLDLINE_HOME", str(tmp_path / "home"))


def built(write: Write, name: str) -> str:
    """The snapshot of an import in which everybody is called *name*."""
    folder = write(household=[{"户主姓名": name}], member=[{"姓名": name}])
    return building.build(folder, as_of=date(2022, 12, 31)).manifest.snapshot_id


def test_twenty_sessions_go_on_while_snapshots_change(write: Write, tmp_path: Path) -> None:
    """None meets a lock, none sees half of one snapshot and half of another."""
    one, two = (built(write, name) for name in ("示例甲", "示例乙"))
    stop = tmp_path / "stop"
    readers = started(stop, PROCESSES, SESSIONS)
    for turn in range(SWITCHES):
        deciding.roll_back(operator(), (one, two)[turn % 2], "as the test says")
        time.sleep(0.05)
    three = built(write, "示例丙")
    time.sleep(0.5)
    rounds, seen, faults = ended(readers, stop)

    assert faults == []
    assert min(rounds) >= SESSIONS
    assert max(seen) >= 2
    assert snapshot.pointed() == three
