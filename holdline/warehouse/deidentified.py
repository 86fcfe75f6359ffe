"""Write the analysts' copy of a snapshot, once, beside what else is derived from it.

It is written when the snapshot is published (`prepare`, by holdline.build.deciding). An analyst who
comes before it stands is told to wait, and it is begun if nobody is writing it (`awaited`).
"""

import fcntl
import logging
import os
import threading
import time
from pathlib import Path

import duckdb

from holdline import paths
from holdline.access import deidentified
from holdline.access.keys import key
from holdline.errors import DeidentifiedUnready, DeidentifiedUnwritten, HoldlineError
from holdline.settings import settings
from holdline.warehouse.snapshot import Snapshot, digest_of

log = logging.getLogger(__name__)
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
_under_way: dict[Path, threading.Thread] = {}
_beginning = threading.Lock()


def place_of(snapshot: Snapshot) -> Path:
    """Where the copy stands, written or not; its name changes with the snapshot's file."""
    digest = snapshot.manifest.files.get(snapshot.warehouse.name) or digest_of(snapshot.warehouse)
    return paths.home() / "derived" / snapshot.id / f"{digest[:16]}-{FILE}"


def awaited(snapshot: Snapshot) -> Path:
    """The copy of *snapshot* for a reader, who is not kept waiting while it is written.

    Raises:
        DeidentifiedUnready: it is being written.
        DeidentifiedUnwritten: as `ready`, where it is written at the first visit.
    """
    if settings().copies_at_visit:
        return ready(snapshot)
    place = place_of(snapshot)
    if not place.is_file():
        begin(snapshot)
        raise DeidentifiedUnready(snapshot=snapshot.id)
    return place


def begin(snapshot: Snapshot) -> None:
    """Write the copy of *snapshot* beside what this process does, unless it is doing so."""
    place = place_of(snapshot)
    with _beginning:
        held = _under_way.get(place)
        if place.is_file() or settings().copies_at_visit or (held and held.is_alive()):
            return
        _under_way[place] = threading.Thread(target=prepare, args=(snapshot,), name=place.name)
        _under_way[place].start()


def prepare(snapshot: Snapshot) -> None:
    """Write the copy of *snapshot* now; what hinders it is logged and hinders nothing else."""
    if settings().copies_at_visit:
        return
    try:
        ready(snapshot)
    except HoldlineError as problem:
        log.warning("the analysts' copy was not written: %s", problem)


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
                for left in place.parent.glob(f".{place.name}.*"):
                    left.unlink()
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
