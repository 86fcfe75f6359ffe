"""Find published snapshots: `<home>/snapshots/<id>/`, with the one in use named in `CURRENT`."""

import hashlib
import re
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from holdline import paths
from holdline.errors import SnapshotMissing, SnapshotUnknown, SnapshotUnreadable
from holdline.warehouse.manifest import Manifest

POINTER = "CURRENT"
WAREHOUSE = "warehouse.duckdb"
MANIFEST = "manifest.json"
ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")


@dataclass(frozen=True)
class Snapshot:
    """A published snapshot; equal by id and folder."""

    id: str
    folder: Path
    manifest: Manifest = field(compare=False, repr=False)

    @property
    def warehouse(self) -> Path:
        """Its DuckDB file."""
        return self.folder / WAREHOUSE


def current() -> Snapshot:
    """The snapshot in use, verified once in a process.

    Raises:
        SnapshotMissing: none has been published.
        SnapshotUnreadable: the pointer names one that is not there, or it fails verification.
    """
    name = pointed()
    if not name:
        raise SnapshotMissing(folder=paths.snapshots())
    try:
        return named(name)
    except SnapshotUnknown as unknown:
        raise _unreadable(name, "the folder is not there") from unknown


def pointed() -> str:
    """The name that CURRENT holds, whether or not it can be read; "" when there is none."""
    try:
        return (paths.snapshots() / POINTER).read_text("utf-8").strip()
    except FileNotFoundError:
        return ""


def named(snapshot_id: str) -> Snapshot:
    """The snapshot *snapshot_id*, verified once in a process.

    Raises:
        SnapshotUnknown: it is not held here, or is no name of a snapshot.
        SnapshotUnreadable: it fails verification.
    """
    return held_in(paths.snapshots(), snapshot_id)


def held_in(place: Path, snapshot_id: str) -> Snapshot:
    """As `named`, of the snapshots in the folder *place*: a comparison is kept like one.

    Raises:
        SnapshotUnknown, SnapshotUnreadable: as `named`.
    """
    folder = place / snapshot_id
    if not ID.fullmatch(snapshot_id) or not folder.is_dir():
        raise SnapshotUnknown(snapshot=snapshot_id, folder=place)
    snapshot = _read(snapshot_id, folder)
    for name, digest in snapshot.manifest.files.items():
        _verify(snapshot, name, digest)
    return snapshot


def all() -> tuple[Snapshot, ...]:  # noqa: A001  # read as snapshot.all
    """Every snapshot held that has a readable manifest, by id; their files are not verified."""
    found = sorted(paths.snapshots().glob(f"*/{MANIFEST}"))
    return tuple(_read(file.parent.name, file.parent) for file in found if _is_readable(file))


def digest_of(path: Path) -> str:
    """SHA-256 of a file, hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _read(snapshot_id: str, folder: Path) -> Snapshot:
    try:
        seen = (folder / MANIFEST).stat()
        manifest = _manifest(folder / MANIFEST, seen.st_size, seen.st_mtime_ns)
    except (OSError, ValueError) as problem:
        raise _unreadable(snapshot_id, f"{MANIFEST}: {problem}") from problem
    if manifest.snapshot_id != snapshot_id:
        raise _unreadable(snapshot_id, f"its manifest is that of {manifest.snapshot_id}")
    return Snapshot(snapshot_id, folder, manifest)


@lru_cache(maxsize=256)
def _manifest(file: Path, size: int, changed: int) -> Manifest:
    del size, changed  # only tell one state of the file from another
    return Manifest.from_json(file.read_text("utf-8"))


def _is_readable(file: Path) -> bool:
    try:
        _read(file.parent.name, file.parent)
    except SnapshotUnreadable:
        return False
    return True


def _verify(snapshot: Snapshot, name: str, digest: str) -> None:
    file = snapshot.folder / name
    try:
        seen = file.stat()
        actual = _digest(file, seen.st_size, seen.st_mtime_ns)
    except OSError as problem:
        raise _unreadable(snapshot.id, f"{name}: {problem.strerror}") from problem
    if actual != digest:
        raise _unreadable(snapshot.id, f"{name} is not the file its manifest describes")


@lru_cache(maxsize=64)
def _digest(file: Path, size: int, changed: int) -> str:
    del size, changed  # only tell one state of the file from another
    return digest_of(file)


def _unreadable(snapshot_id: str, problem: str) -> SnapshotUnreadable:
    return SnapshotUnreadable(snapshot=snapshot_id, problem=problem, folder=paths.snapshots())
