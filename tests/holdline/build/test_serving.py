"""Many processes read while one publishes and rolls back: no lock error, no mixed read."""

import subprocess
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from holdline import paths
from holdline.access.identity import operator
from holdline.build import building, deciding, versions
from holdline.warehouse import snapshot

Write = Callable[..., Path]
PROCESSES, SESSIONS = 4, 5
SWITCHES = 6
# A session opens what serves, as a page does, and checks that all it reads is of that snapshot. Its
# process says how many rounds were made, how many snapshots were seen, and what went wrong.
READER = """
import sys, threading, time
from pathlib import Path
from holdline.access.scope import Scope
from holdline.warehouse import snapshot
from holdline.warehouse.connection import open_snapshot
stop, rounds, seen, faults = Path(sys.argv[1]), [], set(), []

def session():
    while True:
        serving = snapshot.current()
        with open_snapshot(serving).reading(Scope(is_masked=False)) as cursor:
            names = cursor.execute("select distinct head_name from source_household").fetchall()
            people = cursor.execute("select distinct name from source_member").fetchall()
        assert names == people, (serving.id, names, people)
        rounds.append(1)
        seen.add(serving.id)
        if stop.exists():
            return
        time.sleep(0.05)

def kept():
    try:
        session()
    except BaseException as fault:
        faults.append(repr(fault))

sessions = [threading.Thread(target=kept) for _ in range(int(sys.argv[2]))]
print("ready", flush=True)
[one.start() for one in sessions]
[one.join() for one in sessions]
print(len(rounds), len(seen), faults)
"""


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
    readers = [
        subprocess.Popen(
            [sys.executable, "-c", READER, str(stop), str(SESSIONS)],
            cwd=paths.ROOT,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for _ in range(PROCESSES)
    ]
    for reader in readers:
        assert reader.stdout is not None
        assert reader.stdout.readline() == "ready\n"
    for turn in range(SWITCHES):
        deciding.roll_back(operator(), (one, two)[turn % 2], "as the test says")
        time.sleep(0.05)
    three = built(write, "示例丙")
    time.sleep(0.5)
    stop.touch()
    told = [reader.communicate(timeout=120) for reader in readers]

    assert [error for _, error in told if error] == []
    rounds, seen = zip(*(map(int, out.split()[:2]) for out, _ in told), strict=True)
    assert [out.split(maxsplit=2)[2].strip() for out, _ in told] == ["[]"] * PROCESSES
    assert min(rounds) >= SESSIONS
    assert max(seen) >= 2
    assert snapshot.pointed() == three
