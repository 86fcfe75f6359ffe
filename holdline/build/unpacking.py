"""Unpack ZIP archives: entries are looked at before one is written, and names are read as meant."""

import stat
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from holdline.errors import (
    ImportArchiveLocked,
    ImportArchiveTooLarge,
    ImportArchiveUnsafe,
    ImportFileUnreadable,
)

MOST_ENTRIES = 10_000
LARGEST = 8 << 30
STEEPEST, STEEP_FROM = 300, 64 << 20
DEEPEST = 3
CHUNK = 1 << 20
ENCRYPTED, UTF8 = 0x1, 0x800
JUNK = ("__MACOSX", ".DS_Store", "Thumbs.db", "desktop.ini")
ARCHIVE = ".zip"
LONGEST_NAME = 240


@dataclass
class Allowance:
    """What may still be unpacked of one archive and those within it."""

    bytes: int = LARGEST
    entries: int = MOST_ENTRIES


def unpacked(
    file: Path, folder: Path, *, depth: int = 0, left: Allowance | None = None
) -> Iterator[Path]:
    """Write the files of the archive *file* below *folder*, and those of archives within.

    Raises:
        ImportArchiveUnsafe: an entry leads outside, or is no plain file.
        ImportArchiveTooLarge: it unpacks to too much, or archives lie too deep.
        ImportArchiveLocked: it needs a password.
        ImportFileUnreadable: it is damaged, or no archive.
    """
    left = left or Allowance()
    if depth >= DEEPEST:
        raise ImportArchiveTooLarge(file=file.name, size=f"> {DEEPEST} archives deep")
    try:
        written = _all_written(file, folder, left)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, OSError) as damage:
        raise ImportFileUnreadable(file=file.name, problem=damage) from damage
    except RuntimeError as locked:
        raise ImportArchiveLocked(file=file.name) from locked
    for path in written:
        if path.suffix.lower() == ARCHIVE:
            inside = path.with_name(f"{path.name}.d")
            yield from unpacked(path, inside, depth=depth + 1, left=left)
        else:
            yield path


def name_of(entry: zipfile.ZipInfo) -> str:
    """An entry's name; Chinese Windows writes it in GBK and does not say so."""
    if entry.flag_bits & UTF8:
        return entry.filename
    raw = entry.filename.encode("cp437", "replace")
    for coding in ("utf-8", "gb18030"):
        try:
            return raw.decode(coding)
        except UnicodeDecodeError:
            continue
    return entry.filename


def _all_written(file: Path, folder: Path, left: Allowance) -> list[Path]:
    with zipfile.ZipFile(file) as archive:
        entries = [one for one in archive.infolist() if not _is_junk(one)]
        names = [_checked(entry, file.name) for entry in entries]
        _check_size(archive, file, left)
        return [
            _written(archive, entry, folder / name)
            for entry, name in zip(entries, names, strict=True)
        ]


def _is_junk(entry: zipfile.ZipInfo) -> bool:
    return entry.is_dir() or any(part in JUNK for part in PurePosixPath(entry.filename).parts)


def _checked(entry: zipfile.ZipInfo, file: str) -> PurePosixPath:
    """Where an entry goes below the folder."""
    name = name_of(entry)
    if entry.flag_bits & ENCRYPTED:
        raise ImportArchiveLocked(file=file)
    path = PurePosixPath(name.replace("\\", "/"))
    mode = stat.S_IFMT(entry.external_attr >> 16)
    is_plain = mode in {0, stat.S_IFREG}
    is_within = not path.is_absolute() and ".." not in path.parts and ":" not in name
    if not is_plain or not is_within or "\0" in name or _longest(path) > LONGEST_NAME:
        raise ImportArchiveUnsafe(file=file, entry=name[:LONGEST_NAME])
    return path


def _longest(path: PurePosixPath) -> int:
    """Bytes of the longest name on the way: file systems hold 255."""
    return max((len(part.encode()) for part in path.parts), default=LONGEST_NAME + 1)


def _check_size(archive: zipfile.ZipFile, file: Path, left: Allowance) -> None:
    entries = archive.infolist()
    left.entries -= len(entries)
    if left.entries < 0:
        raise ImportArchiveTooLarge(file=file.name, size=f"> {MOST_ENTRIES} files")
    total = sum(entry.file_size for entry in entries)
    left.bytes -= total
    is_steep = total > STEEP_FROM and total > STEEPEST * file.stat().st_size
    if left.bytes < 0 or is_steep:
        raise ImportArchiveTooLarge(file=file.name, size=f"{total >> 20} MB")


def _written(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, target: Path) -> Path:
    target.parent.mkdir(parents=True, exist_ok=True)
    with archive.open(entry) as packed, target.open("xb") as written:
        while chunk := packed.read(CHUNK):
            written.write(chunk)
    return target
