"""Read XLSX: refuse what would exhaust the machine, then turn a sheet to Parquet of text.

Read with python-calamine, because it keeps what kind each cell is: an identity number stored as a
number has lost its last digits, and a reader that gives text alone shows invented ones.
"""

import re
import zipfile
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from itertools import zip_longest
from pathlib import Path
from typing import IO

import pyarrow as pa
import pyarrow.parquet as pq
from python_calamine import CalamineError, CalamineWorkbook

from holdline.errors import (
    ImportFileUnreadable,
    ImportHeaderMissing,
    ImportWorkbookTooLarge,
    ImportWorkbookUnsafe,
)

CHUNK = 1 << 20
LARGEST = 2 << 30
STEEPEST = 200
SHEETS = "xl/worksheets/"
MOST_CELLS = 64_000_000
COLUMN = re.compile(rb"""\br\s*=\s*["']([A-Za-z]{1,3})[0-9]""")
FAR_ROW = re.compile(rb"""\br\s*=\s*["'][A-Za-z]{1,3}([0-9]{6,9})""")
NEAR_ROWS = 99_999
ENTITIES = (b"<!DOCTYPE", b"<!ENTITY")
EXACT = 10**15

Cell = int | float | str | bool | time | date | datetime | timedelta


def guard(file: Path) -> None:
    """Refuse a workbook that would exhaust the machine when opened.

    Two cells in opposite corners make the reader ask for half a terabyte and end the process.

    Raises:
        ImportWorkbookTooLarge: it unpacks to too much, or has cells too far out.
        ImportWorkbookUnsafe: it declares XML entities.
        ImportFileUnreadable: it is no workbook.
    """
    try:
        with zipfile.ZipFile(file) as archive:
            _check(archive, file)
    except (zipfile.BadZipFile, OSError, NotImplementedError, RuntimeError) as damage:
        raise ImportFileUnreadable(file=file.name, problem=damage) from damage


def converted(file: Path, sheet: str, parquet: Path) -> tuple[tuple[str, ...], int]:
    """Write the rows of *sheet* to *parquet* as text columns c0, c1 and so on.

    Returns:
        The header's cells, and the line of the first row below it.

    Raises:
        ImportHeaderMissing: the sheet is empty.
        ImportFileUnreadable: it cannot be read.
    """
    try:
        book = CalamineWorkbook.from_path(str(file))
        rows = book.get_sheet_by_name(sheet).to_python(skip_empty_area=False)
    except (CalamineError, OSError) as problem:
        raise ImportFileUnreadable(file=file.name, problem=problem) from problem
    top = next((at for at, row in enumerate(rows) if any(cell != "" for cell in row)), None)
    if top is None:
        raise ImportHeaderMissing(file=f"{file.name}!{sheet}")
    headers = _headers(rows[top])
    below = [row[: len(headers)] for row in rows[top + 1 :]]
    _write(below, len(headers), parquet)
    return headers, top + 2


def written(cell: Cell) -> str | None:
    """*cell* as text, None when it is empty.

    A number of more digits than a workbook keeps is written with an exponent, as Excel shows it,
    so that what was lost stays visible.
    """
    if isinstance(cell, str):
        return cell or None
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, int | float):
        return _number(cell)
    if isinstance(cell, datetime) and cell.time() != time():
        return cell.isoformat(" ", "seconds")
    return (cell.date() if isinstance(cell, datetime) else cell).__str__()


def _number(cell: float) -> str:
    if abs(cell) >= EXACT:
        return f"{cell:.14E}"
    return str(int(cell)) if cell == int(cell) else format(Decimal(repr(cell)), "f")


def _headers(row: Sequence[Cell]) -> tuple[str, ...]:
    headers = [written(cell) or "" for cell in row]
    while headers and not headers[-1].strip():
        headers.pop()
    return tuple(headers)


def _write(rows: Iterable[Sequence[Cell]], width: int, parquet: Path) -> None:
    columns = list(zip_longest(*rows)) or [()] * width
    table = pa.table(
        {
            f"c{at}": pa.array(
                [written(cell) if cell is not None else None for cell in column], pa.string()
            )
            for at, column in enumerate(columns)
        }
    )
    pq.write_table(table, parquet)


def _check(archive: zipfile.ZipFile, file: Path) -> None:
    parts = archive.infolist()
    total = sum(part.file_size for part in parts)
    if total > LARGEST or total > STEEPEST * file.stat().st_size:
        raise ImportWorkbookTooLarge(file=file.name, size=f"{total >> 20} MB")
    for part in parts:
        if part.filename.endswith((".xml", ".rels")):
            with archive.open(part) as stream:
                width, height = _extent(stream, file.name)
            if width * height > MOST_CELLS and part.filename.startswith(SHEETS):
                raise ImportWorkbookTooLarge(file=file.name, size=f"{height} × {width}")


def _extent(stream: IO[bytes], file: str) -> tuple[int, int]:
    """How many columns and rows the cells of a part reach to; rows are told when they are many."""
    tail, columns, rows = b"", {b"A"}, NEAR_ROWS
    while chunk := stream.read(CHUNK):
        seen = tail + chunk
        if any(entity in seen for entity in ENTITIES):
            raise ImportWorkbookUnsafe(file=file)
        columns.update(COLUMN.findall(seen))
        rows = max(rows, *map(int, FAR_ROW.findall(seen)), 0)
        tail = seen[-64:]
    return max(map(_column, columns)), rows


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number
