"""Take files in: each is copied untouched into the folder of its import, archives are unpacked."""

import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from holdline import paths
from holdline.build.sources import ABOUT, PARQUET, TEXTS, WORKBOOK, part_order
from holdline.build.unpacking import ARCHIVE, unpacked
from holdline.errors import HoldlineError, ImportFilesMissing, ImportFormatUnread
from holdline.warehouse.snapshot import digest_of

RAW, UNPACKED = "raw", "unpacked"
READ = (*TEXTS, PARQUET, WORKBOOK, ".xls", ".xlsm")
UNREAD = (".xlsb", ".et", ".ods", ".rar", ".7z", ".gz", ".tar", ".json", ".xml", ".mdb", ".dbf")
TRUTH = "truth"


@dataclass(frozen=True)
class Refusal:
    """A file or sheet that cannot be imported.

    Attributes:
        name: how reports call it.
        error: the class of the error.
        facts: its facts.
    """

    name: str
    error: str
    facts: dict[str, str]


@dataclass(frozen=True)
class File:
    """A file that came in.

    Attributes:
        label: its path as it was given; below an archive's name for what was in it.
        path: below the folder of imports.
        sha256: of the file.
    """

    label: str
    path: str
    sha256: str


@dataclass(frozen=True)
class Received:
    """What came in: files to be read, those refused, and those that hold no table by their kind."""

    files: tuple[File, ...]
    refused: tuple[Refusal, ...]
    ignored: tuple[str, ...]
    about: Path | None = None


def received(given: Sequence[Path], folder: Path) -> Received:
    """Copy all of *given* into *folder*: files, folders with what is below them, archives.

    Raises:
        ImportFilesMissing: a path is not there, or nothing is found at any.
    """
    missing = [path for path in given if not path.exists()]
    taken = [] if missing else [pair for path in given for pair in _below(path)]
    if not taken:
        raise ImportFilesMissing(paths=", ".join(str(path) for path in missing or given))
    files: list[File] = []
    refused: list[Refusal] = []
    ignored: list[str] = []
    for label, path in _unique(taken):
        try:
            files += _taken(label, path, folder, ignored)
        except HoldlineError as fault:
            refused.append(refusal(label, fault))
    about = next((folder / RAW / label for label, path in taken if path.name == ABOUT), None)
    return Received(tuple(files), tuple(refused), tuple(ignored), about)


def refusal(name: str, fault: HoldlineError) -> Refusal:
    """*fault* as it is kept: facts as text."""
    facts = {fact: str(value) for fact, value in fault.facts.items()}
    return Refusal(name, type(fault).__name__, facts)


def _taken(label: str, path: Path, folder: Path, ignored: list[str]) -> Iterator[File]:
    kept = folder / RAW / label
    kept.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(path, kept)
    kept.chmod(0o440)
    if path.suffix.lower() != ARCHIVE:
        yield from _file(label, kept, ignored)
        return
    inside = folder / UNPACKED / label
    for one in sorted(unpacked(kept, inside), key=part_order):
        one.chmod(0o440)
        below = one.relative_to(inside).as_posix().replace(f"{ARCHIVE}.d/", f"{ARCHIVE}/")
        yield from _file(f"{label}/{below}", one, ignored)


def _file(label: str, kept: Path, ignored: list[str]) -> Iterator[File]:
    suffix = kept.suffix.lower()
    if suffix in UNREAD:
        raise ImportFormatUnread(file=label)
    if suffix in READ and not kept.name.startswith((".", "~$")):
        place = kept.relative_to(paths.batches()).as_posix()
        yield File(label, place, digest_of(kept))
    elif kept.name != ABOUT:
        ignored.append(label)


def _below(path: Path) -> Iterator[tuple[str, Path]]:
    """The files at *path*, each with its label; what tells the truth of a sample is left out."""
    if path.is_file():
        yield path.name, path
        return
    for one in sorted(path.rglob("*"), key=part_order):
        parts = one.relative_to(path).parts
        if one.is_file() and not one.is_symlink() and TRUTH not in parts[:-1]:
            yield one.relative_to(path).as_posix(), one


def _unique(taken: Sequence[tuple[str, Path]]) -> Iterator[tuple[str, Path]]:
    """*taken*, with a number before the suffix of a label that was there before."""
    seen: dict[str, int] = {}
    for label, path in taken:
        seen[label] = seen.get(label, 0) + 1
        yield (label if seen[label] == 1 else numbered(label, seen[label])), path


def numbered(label: str, number: int) -> str:
    """*label* told from others of its name."""
    stem, dot, suffix = label.rpartition(".")
    return f"{stem} ({number}).{suffix}" if dot else f"{label} ({number})"
