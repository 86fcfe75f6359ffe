"""Everything an installation must not lose, in one tar file, and back from it.

Kept are the snapshots with the pointer, the imports as they came, the state and the keys. Left out
is what can be made again (comparisons) and what a dead build left behind.
"""

import contextlib
import hashlib
import io
import json
import os
import shutil
import sqlite3
import tarfile
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from holdline import paths
from holdline.build import publish
from holdline.errors import BackupUnreadable, HomeNotEmpty
from holdline.state.store import FILE as STATE_FILE
from holdline.warehouse import snapshot

CONTENTS = "BACKUP.json"
KEYS = "keys"
LEFT_OUT = {"derived", KEYS, "snapshots/.lock"}
OWNER_ONLY = 0o600


def back_up(out: Path) -> dict[str, Any]:
    """Write a backup of the home to *out*, whole or not at all.

    The state and the pointer are taken at one moment; builds wait for that moment only, and people
    may go on reading and deciding.

    Returns:
        What BACKUP.json says: the serving snapshot, and the SHA-256 of each file by its name.

    Raises:
        BuildUnderWay: a build is publishing.
    """
    partial = out.with_name(f"{out.name}.partial")
    digests: dict[str, str] = {}
    try:
        with tempfile.TemporaryDirectory() as scratch, tarfile.open(partial, "w") as tar:
            with publish.alone():
                serving = snapshot.pointed()
                state = _state(Path(scratch))
                files = list(_files())
            for name, path in [*files, *state]:
                digests[name] = _add(tar, name, path)
            contents = {"serving": serving, "files": digests}
            _write(tar, CONTENTS, json.dumps(contents, indent=1, sort_keys=True).encode())
        partial.replace(out)
    finally:
        partial.unlink(missing_ok=True)
    return contents


def restore(source: Path) -> dict[str, Any]:
    """Put the backup *source* into the home, which must hold no snapshots, state or keys yet.

    Every file is verified before anything is moved into place, the pointer last of all.

    Returns:
        What BACKUP.json says.

    Raises:
        HomeNotEmpty: the home is in use.
        BackupUnreadable: the file is no backup, or a file in it is not what it was.
    """
    home = paths.home()
    taken = [home / "snapshots" / snapshot.POINTER, home / "state" / STATE_FILE, paths.keys()]
    if any(one.exists() for one in taken):
        raise HomeNotEmpty(folder=home)
    place = home / ".restoring"
    shutil.rmtree(place, ignore_errors=True)
    place.mkdir(parents=True)
    try:
        contents = _unpacked(source, place)
        _settle(place, home)
    finally:
        shutil.rmtree(place, ignore_errors=True)
    return contents


def _state(scratch: Path) -> list[tuple[str, Path]]:
    """A consistent copy of the SQLite store, when there is one: others keep their own backups."""
    file = paths.state() / STATE_FILE
    if not file.is_file():
        return []
    copy = scratch / STATE_FILE
    with (
        contextlib.closing(sqlite3.connect(file)) as live,
        contextlib.closing(sqlite3.connect(copy)) as kept,
    ):
        live.backup(kept)
    return [(f"state/{STATE_FILE}", copy)]


def _files() -> Iterator[tuple[str, Path]]:
    """Names within the backup and files, the keys among them wherever they stand."""
    for path in sorted(paths.home().rglob("*")):
        name = path.relative_to(paths.home()).as_posix()
        is_shipped = path.is_relative_to(paths.REFERENCE) or path.is_relative_to(paths.LOCAL)
        if path.is_file() and not is_shipped and not _is_left_out(name):
            yield name, path
    for path in sorted(paths.keys().glob("*.key")):
        yield f"{KEYS}/{path.name}", path


def _is_left_out(name: str) -> bool:
    parts = name.split("/")
    return (
        len(parts) == 1
        or parts[0] in LEFT_OUT
        or name in LEFT_OUT
        or name.startswith((f"state/{STATE_FILE}", "snapshots/.build_"))
        or parts[0].startswith(".")
        or name.endswith((".partial", ".tmp"))
    )


def _add(tar: tarfile.TarFile, name: str, path: Path) -> str:
    info = tar.gettarinfo(path, arcname=name)
    info.type, info.linkname = tarfile.REGTYPE, ""  # a link is kept as what it leads to
    info.size = path.stat().st_size
    info.uid = info.gid = 0
    info.uname = info.gname = ""
    with path.open("rb") as file:
        hashed = _Hashed(file)
        tar.addfile(info, hashed)
    return hashed.digest.hexdigest()


class _Hashed(io.RawIOBase):
    """A file that is hashed while it is read."""

    def __init__(self, file: io.BufferedReader) -> None:
        self.file, self.digest = file, hashlib.sha256()

    def readinto(self, buffer: Any) -> int:
        """As RawIOBase."""
        read = self.file.readinto(buffer)
        self.digest.update(memoryview(buffer)[:read])
        return read


def _write(tar: tarfile.TarFile, name: str, content: bytes) -> None:
    info = tarfile.TarInfo(name)
    info.size = len(content)
    tar.addfile(info, io.BytesIO(content))


def _unpacked(source: Path, place: Path) -> dict[str, Any]:
    try:
        with tarfile.open(source) as tar:
            tar.extractall(place, filter="data")
        contents: dict[str, Any] = json.loads((place / CONTENTS).read_text("utf-8"))
        held = contents["files"]
    except (OSError, tarfile.TarError, ValueError, KeyError) as problem:
        raise BackupUnreadable(file=source, problem=problem) from problem
    (place / CONTENTS).unlink()
    found = {path.relative_to(place).as_posix() for path in place.rglob("*") if path.is_file()}
    differing = sorted(found ^ set(held)) or [
        name for name, digest in held.items() if snapshot.digest_of(place / name) != digest
    ]
    if differing:
        raise BackupUnreadable(file=source, problem=f"{differing[0]} is not what was kept")
    return contents


def _settle(place: Path, home: Path) -> None:
    """Move what was unpacked into the home: the pointer last, so that a reader never sees half."""
    pointer = place / "snapshots" / snapshot.POINTER
    kept = pointer.read_bytes() if pointer.exists() else b""
    pointer.unlink(missing_ok=True)
    for one in sorted((place / KEYS).glob("*.key")):
        paths.keys().mkdir(parents=True, exist_ok=True, mode=0o700)
        shutil.move(one, paths.keys() / one.name)
        (paths.keys() / one.name).chmod(OWNER_ONLY)
    for path in sorted(path for path in place.rglob("*") if path.is_file()):
        target = home / path.relative_to(place)
        target.parent.mkdir(parents=True, exist_ok=True)
        path.replace(target)
    if kept:
        for held in snapshot.all():
            snapshot.named(held.id)
        publish.point(kept.decode().strip())
    os.sync()
