"""Processes that look at whatever snapshot serves, again and again, as others change it."""

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from holdline import paths

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


def started(stop: Path, processes: int, sessions: int) -> list[subprocess.Popen[str]]:
    """*processes* of *sessions* threads each, looking until *stop* is there."""
    readers = [
        subprocess.Popen(
            [sys.executable, "-c", READER, str(stop), str(sessions)],
            cwd=paths.ROOT,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for _ in range(processes)
    ]
    for reader in readers:
        assert reader.stdout is not None
        assert reader.stdout.readline() == "ready\n"
    return readers


def ended(
    readers: Sequence[subprocess.Popen[str]], stop: Path
) -> tuple[list[int], list[int], list[str]]:
    """Looks made and snapshots seen by each process, and all that went wrong."""
    stop.touch()
    told = [reader.communicate(timeout=120) for reader in readers]
    faults = [error for _, error in told if error]
    faults += [out for out, _ in told if not out.endswith("[]\n")]
    rounds, seen = zip(*(map(int, out.split()[:2]) for out, _ in told), strict=True)
    return list(rounds), list(seen), faults
