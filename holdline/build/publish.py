"""Publish a build so that readers see the old snapshot or the whole new one, and nothing between.

A build stands in `.build_<id>/` below the snapshots, is checked there, and is renamed to `<id>/`
complete with its manifest; then holdline.build.deciding moves the pointer `CURRENT`. A build that
dies at any moment leaves the pointer and what it points at as they were. One runs at a time.
"""

import fcntl
import os
import shutil
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import duckdb

from holdline import paths
from holdline.build import going_on
from holdline.build.quoting import identifier
from holdline.errors import BuildIncomplete, BuildMemoryShort, BuildUnderWay, SnapshotUnreadable
from holdline.warehouse import snapshot
from holdline.warehouse.manifest import Manifest
from holdline.warehouse.snapshot import MANIFEST, POINTER, WAREHOUSE, Snapshot

BUILDING = ".build_"
LOCK = ".lock"


@contextmanager
def building(snapshot_id: str) -> Iterator[Path]:
    """A folder to build *snapshot_id* in: empty, or with the import of one that went no further.

    It is gone when the block ends, published or not; only where memory was short it stays, to be
    gone on with. What builds of other data or code left behind is deleted first.

    Raises:
        BuildUnderWay: another process builds.
    """
    with alone():
        folder = paths.snapshots() / f"{BUILDING}{snapshot_id}"
        for stale in paths.snapshots().glob(f"{BUILDING}*"):
            if stale != folder or going_on.kept(folder) is None:
                shutil.rmtree(stale)
        folder.mkdir(exist_ok=True)
        try:
            yield folder
        except BuildMemoryShort:
            raise
        except BaseException:
            shutil.rmtree(folder, ignore_errors=True)
            raise
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def alone() -> Iterator[None]:
    """Hold the lock of whoever builds or moves the pointer.

    Raises:
        BuildUnderWay: another holds it.
    """
    paths.snapshots().mkdir(parents=True, exist_ok=True)
    with (paths.snapshots() / LOCK).open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as held:
            raise BuildUnderWay(folder=paths.snapshots()) from held
        yield


def published(folder: Path, manifest: Manifest) -> Manifest:
    """Put the build that stands finished and closed in *folder* among the snapshots.

    Readers see it when CURRENT points at it, or when they are given its name.

    Args:
        folder: from `building`; holds the warehouse and nothing else.
        manifest: of the build; what its file hashes to is added here.

    Returns:
        The manifest as it stands beside the snapshot.

    Raises:
        BuildIncomplete: the file does not hold the rows that were counted, or is not closed.
    """
    warehouse = folder / WAREHOUSE
    _verify(warehouse, manifest.tables)
    _to_disk(warehouse)
    whole = replace(manifest, files={WAREHOUSE: snapshot.digest_of(warehouse)})
    (folder / MANIFEST).write_text(whole.to_json(), "utf-8")
    for file in (warehouse, folder / MANIFEST):
        _to_disk(file)
        file.chmod(0o444)
    _to_disk(folder)
    folder.rename(paths.snapshots() / whole.snapshot_id)
    _to_disk(paths.snapshots())
    return whole


def point(snapshot_id: str) -> None:
    """Point CURRENT at the snapshot *snapshot_id*, at once for every reader."""
    pointer = paths.snapshots() / POINTER
    written = pointer.with_suffix(".tmp")
    written.write_text(f"{snapshot_id}\n", "utf-8")
    _to_disk(written)
    written.replace(pointer)
    _to_disk(paths.snapshots())


def equal_to(data_hash: str, besides: Collection[str] = ()) -> Snapshot | None:
    """A snapshot already built from equal data, when it is unharmed and not among *besides*."""
    for held in snapshot.all():
        if held.manifest.data_hash == data_hash and held.id not in besides:
            try:
                return snapshot.named(held.id)
            except SnapshotUnreadable:
                continue
    return None


def free_id(wanted: str, burnt: Collection[str] = ()) -> str:
    """*wanted*, or with a number behind it when that name is among *burnt* or was used before."""
    taken = {entry.name for entry in paths.snapshots().glob(f"{wanted}*")} | set(burnt)
    names = (wanted if number == 1 else f"{wanted}-{number}" for number in range(1, len(taken) + 2))
    return next(name for name in names if name not in taken)


def row_counts(db: duckdb.DuckDBPyConnection, tables: tuple[str, ...]) -> dict[str, int]:
    """The rows of each of *tables*."""
    counts = ", ".join(f"(select count(*) from {identifier(name)})" for name in tables)
    return dict(zip(tables, db.execute(f"select {counts}").fetchall()[0], strict=True))


def _verify(warehouse: Path, tables: dict[str, int]) -> None:
    if warehouse.with_suffix(".duckdb.wal").exists():
        raise BuildIncomplete(problem="its write-ahead log was left behind")
    try:
        with duckdb.connect(warehouse, read_only=True) as db:
            counted = row_counts(db, tuple(tables))
    except duckdb.Error as problem:
        raise BuildIncomplete(problem=problem) from problem
    different = [name for name, rows in tables.items() if counted[name] != rows]
    if different:
        raise BuildIncomplete(problem=f"rows are missing from {', '.join(different)}")


def _to_disk(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
