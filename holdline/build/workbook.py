"""Read XLSX, in the reader's own process: sheets as they are, and one turned to Parquet of text.

Read with python-calamine, because it keeps what kind each cell is: an identity number stored as a
number has lost its last digits, and a reader that gives text alone shows invented ones.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import lru_cache
from itertools import chain, islice, zip_longest
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from holdline.build.guard import Extent, guard
from holdline.build.layout import TOP, Merged, layout
from holdline.errors import ImportFileUnreadable, ImportHeaderMissing, ImportWorkbookLocked

EXACT = 10**15
BATCH, JUDGED = 20_000, 1_000
KINDS = {str: "text", bool: "truth", int: "number", float: "number"}

Cell = int | float | str | bool | time | date | datetime | timedelta


@dataclass(frozen=True)
class Sheet:
    """What a sheet looks like before it is read.

    Attributes:
        name: as the workbook names it.
        is_hidden: it is not shown in Excel.
        top: its first rows as text.
        merged: corners of its merged cells.
        formulas: cells whose value a formula computed.
    """

    name: str
    is_hidden: bool
    top: list[list[str]]
    merged: list[Merged]
    formulas: int


@dataclass(frozen=True)
class Converted:
    """A sheet turned to Parquet.

    Attributes:
        headers: the header's cells.
        above: rows above the first record.
        kinds: what most cells of each column are: text, number, date, truth; "" when all are empty.
        formulas, errors: line and position of cells that a formula computed or that show an error.
    """

    headers: tuple[str, ...]
    above: int
    kinds: tuple[str, ...] = ()
    formulas: tuple[tuple[int, int], ...] = ()
    errors: tuple[tuple[int, int], ...] = ()


def sheets(file: Path) -> list[Sheet]:
    """The sheets of *file* that hold cells, in their order.

    Raises:
        ImportFileUnreadable: it is refused, damaged or no workbook.
    """
    extents, book = _opened(file)
    with _told(file):
        return [
            _sheet(book.get_sheet_by_name(one.name), one.visible, extents.get(one.name, Extent()))
            for one in book.sheets_metadata
            if one.typ == SheetTypeEnum.WorkSheet
        ]


def converted(
    file: Path, sheet: str, table: str, parquet: Path, answers: Mapping[str, str] | None = None
) -> Converted:
    """Write the records of *sheet* to *parquet* as text columns c0, c1 and so on.

    Args:
        file: the workbook.
        sheet: one of its sheets.
        table: the import table its header is to be found for.
        parquet: the file to write.
        answers: what headers mean that the dictionary does not know, by their bare form.

    Raises:
        ImportHeaderMissing: the sheet is empty.
        ImportFileUnreadable: it is refused, or cannot be read.
    """
    extents, book = _opened(file)
    extent = extents.get(sheet, Extent())
    with _told(file):
        held = book.get_sheet_by_name(sheet)
        rows = _rows(held)
        top = list(islice(rows, TOP))
        merged = held.merged_cell_ranges or []
        found = layout([_texts(row) for row in top], table, answers, merged)
        if found is None:
            raise ImportHeaderMissing(file=f"{file.name}!{sheet}")
        width = len(found.headers)
        records = _filled_down(chain(top[found.above :], rows), merged, found.above)
        first = list(islice(records, JUDGED))
        kinds = tuple(_kind(row[at] for row in first if at < len(row)) for at in range(width))
        _write(chain(first, records), width, parquet)
    return Converted(
        found.headers,
        found.above,
        kinds,
        tuple(one for one in extent.formulas if one[0] > found.above),
        tuple(one for one in extent.errors if one[0] > found.above),
    )


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


def _opened(file: Path) -> tuple[dict[str, Extent], CalamineWorkbook]:
    """The workbook, looked at and opened once for all of its sheets."""
    state = file.stat()
    return _guarded(file, state.st_size, state.st_mtime_ns)


@lru_cache(maxsize=1)
def _guarded(file: Path, size: int, changed: int) -> tuple[dict[str, Extent], CalamineWorkbook]:
    del size, changed  # only tell one state of the file from another
    extents = guard(file)
    with _told(file):
        return extents, CalamineWorkbook.from_path(str(file))


@contextmanager
def _told(file: Path) -> Iterator[None]:
    """Tell what calamine says as an error of ours."""
    try:
        yield
    except PasswordError as problem:
        raise ImportWorkbookLocked(file=file.name) from problem
    except (CalamineError, OSError, ValueError) as problem:
        raise ImportFileUnreadable(file=file.name, problem=problem) from problem


def _sheet(sheet: CalamineSheet, visible: SheetVisibleEnum, extent: Extent) -> Sheet:
    top = [_texts(row) for row in islice(_rows(sheet), TOP)]
    merged = [one for one in sheet.merged_cell_ranges or () if one[0][0] < TOP]
    is_hidden = visible != SheetVisibleEnum.Visible
    return Sheet(sheet.name, is_hidden, top, merged, len(extent.formulas))


def _rows(sheet: CalamineSheet) -> Iterator[list[Cell]]:
    """Every row from the first of the sheet, and from its first column."""
    _, left = sheet.start or (0, 0)
    for row in sheet.iter_rows():
        yield [*[""] * left, *row] if left else row


def _filled_down(
    rows: Iterable[list[Cell]], merged: Sequence[Merged], above: int
) -> Iterator[list[Cell]]:
    """*rows* below a header of *above* rows, the value of merged cells in every row they cover.

    A village's code written once beside its ten households is the code of each.
    """
    under: dict[int, list[int]] = {}
    for (top, left), (bottom, _) in merged:
        if top >= above:
            for line in range(top + 1, bottom + 1):
                under.setdefault(line, []).append(left)
    before: list[Cell] = []
    for line, row in enumerate(rows, start=above):
        for left in under.get(line, ()):
            if left < min(len(row), len(before)) and row[left] == "":
                row[left] = before[left]
        yield row
        before = row


def _texts(row: Iterable[Cell]) -> list[str]:
    return [written(cell) or "" for cell in row]


def _kind(cells: Iterable[Cell]) -> str:
    """What most of *cells* are: anything but text, number or truth is a date."""
    met = Counter(KINDS.get(type(cell), "date") for cell in cells if cell != "")
    return met.most_common(1)[0][0] if met else ""


def _number(cell: float) -> str:
    if abs(cell) >= EXACT:
        return f"{cell:.14E}"
    return str(int(cell)) if cell == int(cell) else format(Decimal(repr(cell)), "f")


def _write(rows: Iterable[Sequence[Cell]], width: int, parquet: Path) -> None:
    schema = pa.schema([(f"c{at}", pa.string()) for at in range(width)])
    held = iter(rows)
    with pq.ParquetWriter(parquet, schema, compression="snappy") as writer:
        while batch := list(islice(held, BATCH)):
            cells = [_column(cells) for cells in islice(zip_longest(*batch), width)]
            empty = [[None] * len(batch)] * (width - len(cells))
            writer.write_table(pa.table([*cells, *empty], schema=schema))


def _column(cells: Sequence[Cell | None]) -> list[str | None]:
    """The texts of a column; most are text already."""
    return [
        (cell or None) if type(cell) is str or cell is None else written(cell) for cell in cells
    ]
