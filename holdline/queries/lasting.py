"""Answers that took long, kept on disk beside their snapshot: whoever asks next reads the answer.

Of a nation some figures cannot be counted within a click; they are counted once for all processes.
Only figures are kept, never anybody's row, and nothing for a drawn area or where figures are
published by the rule for small cells. They stand in `<home>/derived/<snapshot>/answers/`, can be
deleted at any time, and never grow old: their name tells statement, inputs and reader's scope. What
was asked lies beside the answer, and is asked of the next snapshot before it serves.
"""

import hashlib
import io
import json
import os
import threading
import time
from collections.abc import Mapping
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any, Final

import duckdb
import polars as pl

from holdline import paths
from holdline.access.scope import Scope
from holdline.errors import HoldlineError
from holdline.queries.catalogue import query
from holdline.queries.published import answer, is_of_rows
from holdline.queries.runner import Result, schema_of
from holdline.queries.sqlfile import SqlFile
from holdline.warehouse.connection import open_snapshot
from holdline.warehouse.snapshot import Snapshot

SLOW_SECONDS: Final = 0.15
MOST_ROWS, MOST_KEPT = 10_000, 20_000
OWNER_ONLY: Final = 0o600
PERSONAL: Final = frozenset({"household_id", "person_id", "case_id", "other_household_id"})


def answered(
    snapshot: Snapshot, scope: Scope, file: SqlFile, inputs: Mapping[str, object]
) -> Result:
    """The answer of *file*, from disk where it was kept, else from *snapshot*.

    Raises:
        HoldlineError: as holdline.queries.published.answer and the warehouse's reading.
    """
    place = _place(snapshot, scope, file, inputs) if _may_last(file, scope) else None
    rows = _read(place, file) if place else None
    if rows is not None:
        return Result(rows=rows, name=file.name, inputs=dict(inputs), columns=file.columns)
    began = time.perf_counter()
    with open_snapshot(snapshot).reading(scope) as cursor:
        found = answer(cursor, file, inputs, scope)
    is_slow = time.perf_counter() - began >= SLOW_SECONDS
    if place and is_slow and found.rows.height <= MOST_ROWS:
        _keep(place, found.rows, _question(scope, file, inputs))
    return found


def renewed(before: Snapshot, made: Snapshot, seconds: float = 300) -> int:
    """Ask of *made* what took long of *before*, the latest asked first; how many were asked.

    Its day and month stand where those of *before* stood. What cannot be asked is left out; no
    question is begun after *seconds*.
    """
    days = {before.manifest.as_of_on: made.manifest.as_of_on}
    days |= {old.replace(day=1): new.replace(day=1) for old, new in days.items()}
    kept = (paths.derived() / before.id / "answers").glob("*.json")
    until, asked = time.monotonic() + seconds, 0
    for file in sorted(kept, key=lambda one: one.stat().st_mtime, reverse=True):
        if time.monotonic() > until:
            break
        with suppress(HoldlineError, duckdb.Error, OSError, ValueError, KeyError, TypeError):
            told = json.loads(file.read_text("utf-8"))
            scope = Scope(**told["scope"] | {"divisions": tuple(told["scope"]["divisions"])})
            inputs = {name: _input(value, days) for name, value in told["inputs"].items()}
            answered(made, scope, query(told["query"]), inputs)
            asked += 1
    return asked


def _question(scope: Scope, file: SqlFile, inputs: Mapping[str, object]) -> str:
    """What was asked, so that it can be asked of the next snapshot."""
    seen = {"divisions": scope.divisions, "is_masked": scope.is_masked, "sight": scope.sight}
    told = {"query": file.name, "inputs": dict(inputs), "scope": seen}
    return json.dumps(told, ensure_ascii=False, default=lambda day: {"day": day.isoformat()})


def _input(value: Any, days: Mapping[date, date]) -> object:
    if not isinstance(value, dict):
        return value
    day = date.fromisoformat(value["day"])
    return days.get(day, day)


def _may_last(file: SqlFile, scope: Scope) -> bool:
    names = {one.name for one in file.columns}
    is_whole = scope.shows_rows and not scope.is_published and not scope.area
    return is_whole and not is_of_rows(file) and not names & PERSONAL


def _place(snapshot: Snapshot, scope: Scope, file: SqlFile, inputs: Mapping[str, object]) -> Path:
    told = repr([file.statement, scope.key(), sorted(inputs.items())])
    name = hashlib.sha256(told.encode()).hexdigest()[:40]
    return paths.derived() / snapshot.id / "answers" / f"{name}.arrow"


def _read(place: Path, file: SqlFile) -> pl.DataFrame | None:
    """What is kept at *place*; None when nothing is, or what is cannot be what was written."""
    try:
        rows = pl.read_ipc(io.BytesIO(place.read_bytes()))
    except (OSError, pl.exceptions.PolarsError):
        return None
    return rows if rows.schema == schema_of(file.columns) else None


def _keep(place: Path, rows: pl.DataFrame, question: str) -> None:
    """Write whole or not at all; a disk that is full or closed is no reason to fail a reader."""
    draft = place.with_name(f".{place.name}.{os.getpid()}.{threading.get_ident()}")
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        if sum(1 for _ in place.parent.iterdir()) >= MOST_KEPT:
            return
        draft.touch(OWNER_ONLY)
        draft.write_text(question, "utf-8")
        draft.replace(place.with_suffix(".json"))
        draft.touch(OWNER_ONLY)
        rows.write_ipc(draft)
        draft.replace(place)
    except OSError:
        draft.unlink(missing_ok=True)
