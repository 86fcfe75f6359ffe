"""Kill builds at random moments in one home, and look at what is left each time.

Run as `python -m tests.holdline.build.killing FOLDER KILLS`. The process imports everything once,
and forks, so that a build costs no start of Python; it uses no threads itself. All the while other
processes look at what serves.
"""

import os
import random
import signal
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

from holdline import paths
from holdline.access.scope import Scope
from holdline.build import building, deciding, versions
from holdline.reference import divisions
from holdline.warehouse import snapshot
from holdline.warehouse.connection import Warehouse
from tests.holdline.build import looking
from tests.holdline.build.conftest import BASE, VILLAGE, to_csv

SEED = 20211013
PATIENCE_SECONDS = 120
WIDE = 12  # households; enough that every table has rows
PROCESSES, SESSIONS = 3, 4


def prepare() -> None:
    """Few divisions, no SQL of the build, and versions that nobody edits meanwhile."""
    shipped = divisions.shipped()
    codes = [VILLAGE[:length] for length in (2, 4, 6, 9, 12)]
    few = shipped.filter(shipped["division_code"].is_in(codes))
    divisions.shipped = lambda *_: few  # type: ignore[assignment]
    versions.code_version = lambda: "code"
    versions.rule_pack = lambda: "rules"
    building.steps.all_steps = tuple  # type: ignore[assignment]
    building.all_checks = tuple  # type: ignore[assignment]
    building.checking.all_checks = tuple  # type: ignore[assignment]


def write(folder: Path, number: int) -> Path:
    """The import *number*: no two are alike."""
    folder.mkdir(parents=True, exist_ok=True)
    ids = [f"37010200100200{nth:02}" for nth in range(WIDE)]
    rows = {
        "household": [{"户编号": one, "户主姓名": f"示例{number}"} for one in ids],
        "member": [{"户编号": one, "人编号": f"{one}1", "姓名": f"示例{number}"} for one in ids],
        "monitor_case": [{"户编号": ids[0]}],
    }
    for table, held in rows.items():
        to_csv(folder / f"{table}.csv", [BASE[table] | row for row in held], list(BASE[table]))
    return folder


def forked(act: Callable[[], None]) -> int:
    """A child that does *act* and ends; its process id."""
    child = os.fork()
    if child:
        return child
    try:
        signal.alarm(PATIENCE_SECONDS)
        prepare()
        act()
    except BaseException as problem:  # noqa: BLE001  told to the parent by the exit code
        sys.stderr.write(f"{type(problem).__name__}: {problem}\n")
        sys.stderr.flush()
        os._exit(1)
    os._exit(0)


def whole(before: str) -> None:
    """What serves is the snapshot *before* or a newer one, verified, whole and in the ledger.

    Raises:
        AssertionError: it is not.
    """
    serving = snapshot.current()
    warehouse = Warehouse(serving)
    with warehouse.reading(Scope(is_masked=False)) as cursor:
        held = cursor.execute("select count(*) from source_household").fetchall()
    assert held == [(WIDE,)], held
    entries = {one.snapshot_id: one for one in deciding.listed()}
    assert serving.id == before or entries[serving.id].before_id == before, serving.id
    assert entries[serving.id].state == "published", entries[serving.id]
    assert entries[serving.id].account, "the one that serves is not in the ledger"
    for one in snapshot.all():
        snapshot.named(one.id)


def run(home: Path, kills: int) -> dict[str, int]:
    """Build once, then kill *kills* builds while others read.

    Returns:
        How often the old and the new one served after; looks of the readers, the most snapshots
        one of them saw, and their faults: errors, and looks that met two snapshots at once.
    """
    os.environ["HOLDLINE_HOME"] = str(home)
    source = home.parent / "files"
    began = time.perf_counter()
    assert os.waitpid(forked(lambda: _build(write(source, 0))), 0)[1] == 0
    lasts = time.perf_counter() - began
    readers = looking.started(home.parent / "stop", PROCESSES, SESSIONS)
    counted = _killed(source, kills, lasts)
    assert os.waitpid(forked(lambda: _build(write(source, kills + 1))), 0)[1] == 0
    time.sleep(2 * lasts)
    looks, seen, faults = looking.ended(readers, home.parent / "stop")
    sys.stderr.write("".join(faults))
    stale = [one.name for one in paths.snapshots().iterdir() if one.name.startswith(".build")]
    assert stale == [], stale
    return counted | {"looks": sum(looks), "seen": max(seen), "faults": len(faults)}


def _killed(source: Path, kills: int, lasts: float) -> dict[str, int]:
    moments = random.Random(SEED)  # noqa: S311  not a secret
    counted = {"old": 0, "new": 0}
    for number in range(1, kills + 1):
        before = snapshot.pointed()
        folder = write(source, number)
        child = forked(lambda folder=folder: _build(folder))
        time.sleep(moments.uniform(0, lasts * 1.1))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        assert os.waitpid(forked(lambda before=before: whole(before)), 0)[1] == 0, number
        counted["old" if snapshot.pointed() == before else "new"] += 1
    return counted


def _build(folder: Path) -> None:
    building.build(folder, as_of=date(2022, 12, 31), acknowledged="killed on purpose")


if __name__ == "__main__":
    sys.stdout.write(f"{run(Path(sys.argv[1]), int(sys.argv[2]))}\n")
