"""Find the import files of a folder: which file holds which table, and what about.toml says."""

import hashlib
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from holdline import paths
from holdline.build import plan, reading, textfile
from holdline.build.belonging import PART, Look, table_of
from holdline.build.plan import Part, Plan
from holdline.errors import AboutMalformed, ImportFileUnreadable, ImportFolderMissing
from holdline.reference import columns
from holdline.warehouse.snapshot import digest_of

ABOUT = "about.toml"
TEXTS = (".csv", ".txt", ".tsv")
WORKBOOK, PARQUET = ".xlsx", ".parquet"
SUFFIXES = (".csv", PARQUET, WORKBOOK)


@dataclass(frozen=True)
class Source:
    """One table of one file.

    Attributes:
        path: the file.
        table: the table its rows belong to; "" when it is none.
        sheet: the sheet of a workbook; "" of other files.
        label: how reports call the file; "" for its own name.
        answers: what its headers mean that the dictionary does not know, by their bare form.
        superseded: lines that were mended elsewhere and are not read.
    """

    path: Path
    table: str
    sheet: str = ""
    label: str = ""
    answers: dict[str, str] = field(default_factory=dict, hash=False)
    superseded: tuple[int, ...] = ()

    @property
    def name(self) -> str:
        """How reports call it: the file's name, with the sheet after an exclamation mark."""
        file = self.label or self.path.name
        return f"{file}!{self.sheet}" if self.sheet else file


@dataclass(frozen=True)
class About:
    """What about.toml says of an import; a folder without one says nothing.

    Attributes:
        as_of: the day the import shows.
        is_sample: the households are invented.
    """

    as_of: date | None = None
    is_sample: bool = False


@dataclass(frozen=True)
class Sources:
    """What a folder holds for import.

    Attributes:
        folder: the folder.
        found: the tables found, by table in the contract's order, then by file in part order.
        unknown: files and sheets that are no table, by name.
        digests: SHA-256 of every file read, about.toml among them, by name.
        about: what about.toml says.
    """

    folder: Path
    found: tuple[Source, ...]
    unknown: tuple[str, ...]
    digests: dict[str, str]
    about: About

    def of(self, table: str) -> tuple[Source, ...]:
        """The sources of *table*."""
        return tuple(source for source in self.found if source.table == table)


def find(folder: Path) -> Sources:
    """The import files of *folder*: what its plan says, else those directly in it.

    Raises:
        ImportFolderMissing: there is no such folder, or it holds no table.
        ImportFileUnreadable: a workbook cannot be opened.
        AboutMalformed: about.toml cannot be read.
    """
    if (folder / plan.FILE).is_file():
        return planned(folder, Plan.read(folder))
    files = sorted(_candidates(folder), key=part_order)
    with reading.kept():
        found = [source for file in files for source in _sources(file)]
    if not any(source.table for source in found):
        raise ImportFolderMissing(folder=folder)
    known = tuple(in_order(one for one in found if one.table))
    used = {source.path for source in known} | {folder / ABOUT}
    return Sources(
        folder=folder,
        found=known,
        unknown=tuple(source.name for source in found if not source.table),
        digests={path.name: digest_of(path) for path in sorted(used) if path.is_file()},
        about=about(folder / ABOUT),
    )


def planned(folder: Path, told: Plan) -> Sources:
    """What the plan *told* of an import lists, each file as it was when it came in.

    Raises:
        ImportFileUnreadable: a file is gone, or is not what came in.
    """
    files = {one.file: _verified(one) for one in {part.file: part for part in told.parts}.values()}
    essence = hashlib.sha256(told.essence().encode()).hexdigest()
    return Sources(
        folder=folder,
        found=tuple(
            Source(files[one.file], one.table, one.sheet, one.label, one.answers, one.superseded)
            for one in told.parts
        ),
        unknown=told.ignored,
        digests={one.name: one.sha256 for one in told.parts} | {plan.FILE: essence},
        about=About(told.as_of, told.is_sample),
    )


def _verified(part: Part) -> Path:
    path = paths.batches() / part.file
    if not path.is_file():
        raise ImportFileUnreadable(file=part.label, problem="it is no longer among the imports")
    if digest_of(path) != part.sha256:
        raise ImportFileUnreadable(file=part.label, problem="it was changed after it came in")
    return path


def about(file: Path) -> About:
    """Read about.toml; a file that is not there says nothing.

    Raises:
        AboutMalformed: it is no TOML, or as_of is no day, or is_sample neither true nor false.
    """
    if not file.is_file():
        return About()
    try:
        read: dict[str, Any] = tomllib.loads(file.read_text("utf-8"))
    except ValueError as problem:
        raise AboutMalformed(file=file, problem=problem) from problem
    as_of, is_sample = read.get("as_of"), read.get("is_sample", False)
    if isinstance(as_of, str):
        as_of = _day(file, as_of)
    if type(as_of) not in {date, type(None)} or not isinstance(is_sample, bool):
        raise AboutMalformed(file=file, problem="as_of is no day or is_sample not true or false")
    return About(as_of, is_sample)


def _day(file: Path, text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as problem:
        raise AboutMalformed(file=file, problem=problem) from problem


def _candidates(folder: Path) -> Iterator[Path]:
    if not folder.is_dir():
        raise ImportFolderMissing(folder=folder)
    for file in folder.iterdir():
        is_hidden = file.name.startswith((".", "~$"))
        if file.is_file() and file.suffix.lower() in SUFFIXES and not is_hidden:
            yield file


def part_order(file: Path) -> tuple[str, int, str]:
    """What sorts the parts of a table by their numbers."""
    part = PART.fullmatch(file.stem)
    return (part["stem"], int(part["number"]), file.name) if part else (file.stem, 0, file.name)


def in_order(found: Iterable[Source]) -> list[Source]:
    """*found* by table in the contract's order, else as they come."""
    order = list(columns.tables())
    return sorted(found, key=lambda one: order.index(one.table))


def _sources(file: Path) -> Iterable[Source]:
    if file.suffix.lower() == WORKBOOK:
        return _workbook_sources(file)
    table = table_of(Look((file.stem,), []))
    return [Source(file, table or table_of(Look((file.stem,), _top(file))))]


def _workbook_sources(file: Path) -> Iterator[Source]:
    shown = [sheet for sheet in reading.sheets(file) if not sheet.is_hidden]
    for sheet in shown:
        names = (sheet.name, file.stem) if len(shown) == 1 else (sheet.name,)
        yield Source(file, table_of(Look(names, sheet.top, sheet.merged)), sheet.name)


def _top(file: Path) -> list[list[str]]:
    """The first rows of a text file, or the header of a Parquet file; nothing when unreadable."""
    try:
        if file.suffix.lower() == PARQUET:
            return [reading.parquet_columns(file)]
        return textfile.top(file)
    except ImportFileUnreadable:
        return []
