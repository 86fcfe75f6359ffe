"""Look at a workbook's parts before anything opens it: what would exhaust or harm is refused.

Two cells in opposite corners make any reader ask for half a terabyte and end its process; entities,
macros and parts that unpack without end are no part of an honest export. Seen on the way: where
formulas stand, and cells in which Excel shows an error, which readers give as empty.
"""

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO
from xml.etree import ElementTree as ET

from holdline.errors import (
    ImportFileUnreadable,
    ImportWorkbookLocked,
    ImportWorkbookMacros,
    ImportWorkbookTooLarge,
    ImportWorkbookUnsafe,
)

CHUNK = 1 << 20
LARGEST = 2 << 30
STEEPEST = 200
MOST_PARTS = 5_000
MOST_CELLS = 64_000_000
SHEETS = "xl/worksheets/"
NEAR_ROWS, WIDEST = 99_999, 16_384
MOST_NOTED = 20_000
ENTITIES = (b"<!DOCTYPE", b"<!ENTITY")
MACROS = ("vbaproject.bin", "xl/macrosheets/")
LOCKED = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
COLUMN = re.compile(rb"""\br\s*=\s*["']([A-Za-z]{1,3})[0-9]""")
FAR_ROW = re.compile(rb"""\br\s*=\s*["'][A-Za-z]{0,3}([0-9]{6,9})""")
PLAIN_COLUMN = re.compile(rb""" r="([A-Z]{1,3})[0-9]""")
PLAIN_FAR_ROW = re.compile(rb""" r="[A-Z]{0,3}([0-9]{6,9})""")
UNPLACED = re.compile(rb"<(?:\w+:)?c(?:>|\s(?![^>]*\br\s*=)[^>]*>)")
FORMULA = re.compile(
    rb"""<(?:\w+:)?c\b[^>]*?\br\s*=\s*["']([A-Z]+)([0-9]+)["'][^>]*>\s*<(?:\w+:)?f\b"""
)
ERROR = re.compile(
    rb"""<(?:\w+:)?c\b(?=[^>]*\bt\s*=\s*["']e["'])[^>]*?\br\s*=\s*["']([A-Z]+)([0-9]+)"""
)
BEGIN = b"<row"


@dataclass
class Extent:
    """How far the cells of a part reach, and which are odd.

    Attributes:
        columns: letters of the columns seen.
        rows: the last row, when they are many.
        formulas: line and position of cells whose value a formula computed; the first of them.
        errors: line and position of cells in which Excel shows an error.
    """

    columns: set[bytes] = field(default_factory=lambda: {b"A"})
    rows: int = NEAR_ROWS
    formulas: list[tuple[int, int]] = field(default_factory=list)
    errors: list[tuple[int, int]] = field(default_factory=list)
    is_unplaced: bool = False

    @property
    def width(self) -> int:
        """How many columns they reach to; as many as can be, when cells do not say where."""
        return WIDEST if self.is_unplaced else max(map(column_number, self.columns))


def guard(file: Path) -> dict[str, Extent]:
    """What each sheet of the workbook *file* holds that is odd, by the sheet's name.

    Raises:
        ImportWorkbookTooLarge: it unpacks to too much, or has cells too far out.
        ImportWorkbookUnsafe: it declares XML entities, or its parts lead outside.
        ImportWorkbookMacros: it holds macros.
        ImportWorkbookLocked: it needs a password, or is of the format before 2007.
        ImportFileUnreadable: it is no workbook.
    """
    with file.open("rb") as opened:
        if opened.read(len(LOCKED)) == LOCKED:
            raise ImportWorkbookLocked(file=file.name)
    try:
        with zipfile.ZipFile(file) as archive:
            _check_parts(archive, file)
            found = {part: _checked(archive, part, file.name) for part in archive.infolist()}
            extents = {part.filename: extent for part, extent in found.items() if extent}
            return {name: extents.get(part, Extent()) for name, part in _sheets(archive)}
    except (zipfile.BadZipFile, OSError, NotImplementedError, RuntimeError) as damage:
        raise ImportFileUnreadable(file=file.name, problem=damage) from damage
    except (ET.ParseError, ValueError, EOFError) as damage:
        raise ImportFileUnreadable(file=file.name, problem=damage) from damage


def column_number(letters: bytes) -> int:
    """The number of a column, from 1, by its letters."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number


def _check_parts(archive: zipfile.ZipFile, file: Path) -> None:
    parts = archive.infolist()
    total = sum(part.file_size for part in parts)
    if total > LARGEST or total > STEEPEST * file.stat().st_size:
        raise ImportWorkbookTooLarge(file=file.name, size=f"{total >> 20} MB")
    if len(parts) > MOST_PARTS:
        raise ImportWorkbookTooLarge(file=file.name, size=f"{len(parts)} parts")
    for part in parts:
        name = part.filename.replace("\\", "/").lower()
        if any(macro in name for macro in MACROS):
            raise ImportWorkbookMacros(file=file.name)
        if name.startswith("/") or ".." in name.split("/"):
            raise ImportWorkbookUnsafe(file=file.name)


def _checked(archive: zipfile.ZipFile, part: zipfile.ZipInfo, file: str) -> Extent | None:
    if not part.filename.endswith((".xml", ".rels", ".vml")):
        return None
    is_sheet = part.filename.startswith(SHEETS)
    extent = Extent()
    with archive.open(part) as stream:
        for piece in _pieces(stream, file):
            if is_sheet:
                _measure(piece, extent)
    if is_sheet and extent.width * extent.rows > MOST_CELLS:
        raise ImportWorkbookTooLarge(file=file, size=f"{extent.rows} × {extent.width}")
    return extent


def _pieces(stream: IO[bytes], file: str) -> Iterator[bytes]:
    """The part in pieces that end before a row begins, so that no cell is cut in two."""
    tail = b""
    while chunk := stream.read(CHUNK):
        seen = tail + chunk
        if any(entity in seen for entity in ENTITIES):
            raise ImportWorkbookUnsafe(file=file)
        cut = seen.rfind(BEGIN)
        if cut <= 0:
            cut = max(0, len(seen) - CHUNK) if len(seen) > 2 * CHUNK else 0
        yield seen[:cut]
        tail = seen[cut:]
    yield tail


def _measure(piece: bytes, extent: Extent) -> None:
    is_plain = _is_plain(piece)
    extent.columns.update((PLAIN_COLUMN if is_plain else COLUMN).findall(piece))
    far = (PLAIN_FAR_ROW if is_plain else FAR_ROW).findall(piece)
    extent.rows = max(extent.rows, *map(int, far), 0)
    if not is_plain and UNPLACED.search(piece):
        extent.is_unplaced = True
    if b"<f" in piece or b":f" in piece:
        _note(FORMULA, piece, extent.formulas)
    if b'"e"' in piece or b"'e'" in piece:
        _note(ERROR, piece, extent.errors)


def _is_plain(piece: bytes) -> bool:
    """Whether every cell is written as Excel does, which is looked through three times faster."""
    cells = sum(map(piece.count, (b"<c ", b"<c>", b"<c\n", b"<c\r", b"<c\t")))
    return cells == piece.count(b'<c r="') and b":c" not in piece


def _note(pattern: re.Pattern[bytes], piece: bytes, noted: list[tuple[int, int]]) -> None:
    for letters, line in pattern.findall(piece):
        if len(noted) >= MOST_NOTED:
            return
        noted.append((int(line), column_number(letters) - 1))


def _sheets(archive: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    """The name of each sheet, and the part that holds its cells."""
    names = set(archive.namelist())
    if not {"xl/workbook.xml", "xl/_rels/workbook.xml.rels"} <= names:
        return
    relations = ET.fromstring(archive.read("xl/_rels/workbook.xml.rels"))  # noqa: S314  no entities
    targets = {one.get("Id"): one.get("Target", "") for one in relations}
    book = ET.fromstring(archive.read("xl/workbook.xml"))  # noqa: S314  no entities: looked for
    for sheet in (one for one in book.iter() if one.tag.rpartition("}")[2] == "sheet"):
        target = next(
            (targets.get(value) for key, value in sheet.items() if key.endswith("}id")), ""
        )
        part = (target or "").removeprefix("/xl/").removeprefix("xl/")
        yield sheet.get("name", ""), f"xl/{part}"
