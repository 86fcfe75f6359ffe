"""Write the analysts' copy of a snapshot, once, beside what else is derived from it."""

import fcntl
import os
import time
from pathlib import Path

import duckdb

from holdline import paths
from holdline.access import deidentified
from holdline.access.keys import key
from holdline.errors import DeidentifiedUnwritten
from holdline.warehouse.snapshot import Snapshot, digest_of

KEY = "pseudonym"
FILE = "analyst.duckdb"
COLUMNS = """
    select
        table_name,
        list(column_name order by column_index),
        list(data_type order by column_index)
    from duckdb_columns() where database_name = 'full_copy' and schema_name = 'main'
    group by table_name order by table_name
"""
READ_ONLY = 0o440


def place_of(snapshot: Snapshot) -> Path:
    """Where the copy stands, written or not; its name changes with the snapshot's file."""
    digest = snapshot.manifest.files.get(snapshot.warehouse.name) or digest_of(snapshot.warehouse)
    return paths.home() / "derived" / snapshot.id / f"{digest[:16]}-{FILE}"


def ready(snapshot: Snapshot) -> Path:
    """The copy of *snapshot*, written now when it is not there yet; one process writes it.

    Raises:
        DeidentifiedUnwritten: it could not be written; analysts read nothing then.
    """
    place = place_of(snapshot)
    if place.is_file():
        return place
    place.parent.mkdir(parents=True, exist_ok=True)
    try:
        with (place.parent / ".analyst.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not place.is_file():
                _write(snapshot, place)
    except (OSError, duckdb.Error) as problem:
        raise DeidentifiedUnwritten(snapshot=snapshot.id, problem=problem) from problem
    return place


def _write(snapshot: Snapshot, place: Path) -> None:
    draft = place.with_name(f".{place.name}.{os.getpid()}.{time.monotonic_ns()}")
    try:
        with duckdb.connect(draft) as db:
            db.execute(f"attach '{snapshot.warehouse}' as full_copy (read_only)")
            tables = {
                table: dict(zip(names, kinds, strict=True))
                for table, names, kinds in db.execute(COLUMNS).fetchall()
            }
            secret = deidentified.key_of(key(KEY), snapshot.id)
            for table, select in deidentified.selects(tables, secret, "full_copy.main").items():
                db.execute(f'create table "{table}" as {select}')
            db.execute("detach full_copy")
        draft.chmod(READ_ONLY)
        draft.replace(place)
    finally:
        draft.unlink(missing_ok=True)
