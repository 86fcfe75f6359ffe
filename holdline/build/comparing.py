"""Compare two snapshots once, and keep the comparison as a small warehouse of its own.

It stands in `derived/comparisons-<format>/<old>..<new>/`, can be deleted at any time, and is read
through the same hardened, scoped connection as a snapshot.
"""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Final

import duckdb

from holdline import paths
from holdline.build import differences, digests, drift, linking
from holdline.build.quoting import literal
from holdline.errors import SnapshotUnknown, SnapshotUnreadable
from holdline.warehouse import snapshot
from holdline.warehouse.manifest import Manifest
from holdline.warehouse.snapshot import MANIFEST, WAREHOUSE, Snapshot

SETTINGS: Final[dict[str, str | bool | int | float | list[str]]] = {
    "storage_compatibility_version": "v1.5.0",
    "python_enable_replacements": "false",
    "autoinstall_known_extensions": "false",
}
FORMAT = 1  # of the tables; raise it when they change, so that none of the old kind is read
KEPT = 20  # comparisons; the oldest beyond are forgotten
BETWEEN = ".."
SIDES = ("old", "new")
# A place stands in the newer snapshot's trees, or, when it stands there no longer, in the older's.
PLACES = """
create table division_path as
with held as (select distinct village_code from compared_place)
select * from new.main.division_path where leaf_code in (from held)
union all
select * from old.main.division_path
where leaf_code in (from held)
    and leaf_code not in (select leaf_code from new.main.division_path);
create table division_tree as
with used as (select distinct ancestor_code from division_path)
select * from new.main.division_tree where division_code in (from used)
union all
select * from old.main.division_tree
where division_code in (from used)
    and division_code not in (select division_code from new.main.division_tree)
"""

NO_PLACES = """
create table division_path (
    view varchar, leaf_code varchar, ancestor_code varchar, level integer
);
create table division_tree (
    view varchar, division_code varchar, short_name varchar, parent_code varchar, level integer
)
"""


def comparison(old: Snapshot, new: Snapshot) -> Snapshot:
    """The comparison of two snapshots, made now when it is not kept.

    Its tables: compared_place (rows of each side, and how many were added, removed, changed,
    renamed or moved, by table and village), compared_row (each of those rows), compared_field
    (each cell that differs, old and new), compared_column (columns gone, new or retyped),
    division_path and division_tree.
    """
    name = f"{old.id}{BETWEEN}{new.id}"
    folder = paths.derived() / f"comparisons-{FORMAT}"
    try:
        return snapshot.held_in(folder, name)
    except SnapshotUnknown:
        pass
    except SnapshotUnreadable:
        shutil.rmtree(folder / name, ignore_errors=True)
    folder.mkdir(parents=True, exist_ok=True)
    with _scratch(folder, name) as place:
        _make(place, old, new)
        (place / MANIFEST).write_text(_manifest(place, name, new).to_json(), "utf-8")
        try:
            place.rename(folder / name)
        except OSError:  # somebody else was first; theirs is equal
            if not (folder / name).is_dir():
                raise
    _forget_oldest(folder)
    return snapshot.held_in(folder, name)


def _forget_oldest(folder: Path) -> None:
    made = sorted(folder.glob(f"*/{MANIFEST}"), key=lambda file: file.stat().st_mtime)
    for file in made[:-KEPT]:
        shutil.rmtree(file.parent, ignore_errors=True)


@contextmanager
def _scratch(folder: Path, name: str) -> Iterator[Path]:
    place = folder / f".{name}-{os.getpid()}-{os.urandom(4).hex()}"
    place.mkdir()
    try:
        yield place
    finally:
        shutil.rmtree(place, ignore_errors=True)


def _manifest(place: Path, name: str, new: Snapshot) -> Manifest:
    files = {WAREHOUSE: snapshot.digest_of(place / WAREHOUSE)}
    return replace(new.manifest, snapshot_id=name, files=files, tables={}, sources={})


def _make(place: Path, old: Snapshot, new: Snapshot) -> None:
    spilled = place / "spilled"
    with duckdb.connect(
        place / WAREHOUSE, config=SETTINGS | {"temp_directory": str(spilled)}
    ) as db:
        for side, one in (("old", old), ("new", new)):
            db.execute(f"attach {literal(str(one.warehouse))} as {side} (read_only)")
        _digest(db)
        differences.rows(db)
        linking.link(db)
        differences.fields(db)
        differences.places(db)
        _place(db)
        drift.note(db)
        for side in SIDES:
            db.execute(f"detach {side}")
    shutil.rmtree(spilled, ignore_errors=True)


def _place(db: duckdb.DuckDBPyConnection) -> None:
    """Bring the trees along; snapshots without any have their villages alone."""
    if all({"division_path", "division_tree"} <= set(drift.held(db, side)) for side in SIDES):
        db.execute(PLACES)
    else:
        db.execute(NO_PLACES)


def _digest(db: duckdb.DuckDBPyConnection) -> None:
    """Take the digests of both sides, or make them when they were not made alike."""
    kept = [_made_by(db, side) for side in SIDES]
    is_alike = kept == [digests.made_by()] * 2
    for side in SIDES:
        if is_alike:
            db.execute(f"create temp view {side}_digest as from {side}.main.row_digest")
            db.execute(f"create temp view {side}_place as from {side}.main.place_digest")
        else:
            made = digests.selected(f"{side}.main.")
            db.execute(f"create temp table {side}_digest as {made}")
            summed = digests.summed(f"{side}_digest")
            db.execute(f"create temp table {side}_place as {summed}")


def _made_by(db: duckdb.DuckDBPyConnection, side: str) -> str:
    if not {"digest_made", "place_digest"} <= drift.held(db, side):
        return ""
    return str(db.execute(f"from {side}.main.digest_made").fetchall()[0][0])
