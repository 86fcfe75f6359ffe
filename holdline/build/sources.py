"""Find the import files of a folder: which file holds which table, and what about.toml says."""

import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook

from holdline.build.workbook import guard
from holdline.errors import AboutMalformed, ImportFileUnreadable, ImportFolderMissing
from holdline.reference import columns
from holdline.warehouse.snapshot import digest_of

ABOUT = "about.toml"
SUFFIXES = (".csv", ".parquet", ".xlsx")
PART = re.compile(r"(?P<stem>.+?)[-_](?P<number>\d+)")


@dataclass(frozen=True)
class Source:
    """One table of one file.

    Attributes:
        path: the file.
        table: the table its rows belong to.
        sheet: the sheet of a workbook; "" of other files.
    """

    path: Path
    table: str
    sheet: str = ""

    @property
    def name(self) -> str:
        """How reports call it: the file's name, with the sheet after an exclamation mark."""
        return f"{self.path.name}!{self.sheet}" if self.sheet else self.path.name


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
    """Look for import files directly in *folder*; its sub-folders are ignored.

    Raises:
        ImportFolderMissing: there is no such folder, or it holds no table.
        ImportFileUnreadable: a workbook cannot be opened.
        AboutMalformed: about.toml cannot be read.
    """
    files = sorted(_candidates(folder), key=_part_order)
    found = [source for file in files for source in _sources(file)]
    if not any(source.table for source in found):
        raise ImportFolderMissing(folder=folder)
    order = list(columns.tables())
    known = sorted((one for one in found if one.table), key=lambda one: order.index(one.table))
    used = {source.path for source in known} | {folder / ABOUT}
    return Sources(
        folder=folder,
        found=tuple(known),
        unknown=tuple(source.name for source in found if not source.table),
        digests={path.name: digest_of(path) for path in sorted(used) if path.is_file()},
        about=about(folder / ABOUT),
    )


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


def _part_order(file: Path) -> tuple[str, int, str]:
    part = PART.fullmatch(file.stem)
    return (part["stem"], int(part["number"]), file.name) if part else (file.stem, 0, file.name)


def _sources(file: Path) -> Iterable[Source]:
    part = PART.fullmatch(file.stem)
    table = _table(file.stem) or (_table(part["stem"]) if part else "")
    if file.suffix.lower() != ".xlsx":
        return [Source(file, table)]
    sheets = _sheets(file)
    named = [Source(file, _table(sheet.strip()), sheet) for sheet in sheets]
    if len(sheets) == 1 and not named[0].table:
        return [Source(file, table, sheets[0])]
    return named


def _table(name: str) -> str:
    names = {table.sheet_zh: table.name for table in columns.tables().values()}
    return name if name in columns.tables() else names.get(name, "")


def _sheets(file: Path) -> list[str]:
    guard(file)
    try:
        return list(CalamineWorkbook.from_path(str(file)).sheet_names)
    except (CalamineError, OSError) as problem:
        raise ImportFileUnreadable(file=file.name, problem=problem) from problem
