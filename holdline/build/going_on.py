"""Go on with a build that lacked memory or was killed: its import and the tables made are kept.

The folder of a build is named by its data, code and rules, so that what stands in one of that name
is what would be made again. A table is made by one statement: it is there whole, or not at all.
Findings are made by many, and are looked for anew unless a table made from them stands already.
"""

import json
from dataclasses import asdict
from datetime import date
from pathlib import Path

import duckdb

from holdline.build.report import ImportReport, SourceReport
from holdline.errors import BuildMemoryShort

KEPT = "imported.json"


def keep(place: Path, report: ImportReport, day: date) -> None:
    """Note in the folder *place* that its import is done, and what it did."""
    told = {"as_of": day.isoformat(), **asdict(report)}
    (place / KEPT).write_text(json.dumps(told, ensure_ascii=False), "utf-8")


def kept(place: Path) -> tuple[ImportReport, date] | None:
    """What the import in the folder *place* did and the day it shows; None when it is not done."""
    try:
        told = json.loads((place / KEPT).read_text("utf-8"))
    except (FileNotFoundError, ValueError):  # a note cut short is none
        return None
    sources = tuple(
        SourceReport(**{**one, "unknown": tuple(one["unknown"]), "absent": tuple(one["absent"])})
        for one in told["sources"]
    )
    return ImportReport(sources, tuple(told["ignored"])), date.fromisoformat(told["as_of"])


def forget(place: Path) -> None:
    """The build in *place* is done: the note is no part of the snapshot."""
    (place / KEPT).unlink()


def run(db: duckdb.DuckDBPyConnection, path: str, statement: str, inputs: object = None) -> None:
    """Run a statement of the file *path*; when memory is short, again by one thread.

    Raises:
        BuildMemoryShort: one thread lacks memory too.
        duckdb.Error: it fails otherwise.
    """
    try:
        db.execute(statement, inputs)
    except duckdb.OutOfMemoryException:
        db.execute("set threads = 1")
        try:
            db.execute(statement, inputs)
        except duckdb.OutOfMemoryException as problem:
            (memory,) = db.execute("select current_setting('memory_limit')").fetchall()[0]
            raise BuildMemoryShort(path=path, memory=memory) from problem
        finally:
            db.execute("reset threads")
