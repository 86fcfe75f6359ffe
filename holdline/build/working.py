"""Let a process of its own check or build an import, and see how far it is.

Whoever looks may come and go, in this or another process: the work goes on, and what it has done
stands in the folder of the import.
"""

import json
import os
import subprocess
import sys
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Literal

from holdline import paths
from holdline.access.identity import Person
from holdline.build import batches
from holdline.build.batches import Batch
from holdline.build.intake import PROGRESS
from holdline.build.receiving import refusal
from holdline.errors import ImportProcessEnded

Act = Literal["check", "build"]
UNDER_WAY: dict[Act, batches.State] = {"check": "checking", "build": "building"}
LOG, ORDER = "worker.log", "worker.json"
# The processes this one started: one that ended must be waited for, or it seems to live on.
_started: dict[str, subprocess.Popen[str]] = {}


@dataclass(frozen=True)
class Far:
    """How far the work is: what is under way, steps done and in all, seconds."""

    step: str = ""
    done: int = 0
    total: int = 0
    seconds: float = 0.0


def start(batch: Batch, person: Person, act: Act, *, acknowledged: str = "") -> Batch:
    """Begin to check or build *batch* for *person*; one process works on an import at a time.

    Raises:
        NotPermitted: *person* may not import.
    """
    person.must("act.import")
    if is_under_way(batch):
        return batch
    (batch.folder / PROGRESS).unlink(missing_ok=True)
    under_way = batch.kept(state=UNDER_WAY[act], failure=None)
    order = {"person": asdict(person), "act": act, "acknowledged": acknowledged}
    _write(batch.folder / ORDER, order)
    with (batch.folder / LOG).open("w") as log:
        _started[batch.number] = subprocess.Popen(  # noqa: S603  our own module and a checked number
            [sys.executable, "-m", "holdline.build.worker", batch.number],
            cwd=paths.ROOT,
            env=os.environ | {"PYTHONPATH": str(paths.ROOT)},
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,
            text=True,
        )
    _write(batch.folder / ORDER, order | {"process": _started[batch.number].pid})
    return under_way


def seen(batch: Batch) -> Batch:
    """*batch* as it stands now; failed, when the process that worked on it is no more."""
    now = batches.batch(batch.number)
    if now.state not in UNDER_WAY.values() or is_under_way(now):
        return now
    now = batches.batch(batch.number)  # it may have finished between the two looks
    if now.state not in UNDER_WAY.values():
        return now
    ended = refusal(now.number, ImportProcessEnded(batch=now.number))
    return now.kept(state="failed", failure=ended)


def is_under_way(batch: Batch) -> bool:
    """Whether a process works on *batch*."""
    if batch.state not in UNDER_WAY.values():
        return False
    own = _started.get(batch.number)
    if own is not None:
        return own.poll() is None
    return _lives(_read(batch.folder / ORDER).get("process", 0))


def far(batch: Batch) -> Far:
    """How far the work on *batch* is; nothing before its first step."""
    return Far(**_read(batch.folder / PROGRESS))


def _lives(process: int) -> bool:
    try:
        os.kill(process, 0)
    except (ProcessLookupError, PermissionError):
        return False
    return process > 0


def _write(file: Path, told: dict[str, Any]) -> None:
    draft = file.with_suffix(".tmp")
    draft.write_text(json.dumps(told, ensure_ascii=False), "utf-8")
    draft.chmod(0o600)
    draft.replace(file)


def _read(file: Path) -> dict[str, Any]:
    if not file.is_file():
        return {}
    told: dict[str, Any] = json.loads(file.read_text("utf-8"))
    return told
