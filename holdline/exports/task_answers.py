"""Read a task file that came back: whose it is, and what each row answers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from python_calamine import CalamineError, CalamineWorkbook

from holdline.build.guard import guard
from holdline.build.workbook import written
from holdline.errors import ImportFileUnreadable, TaskFileForeign
from holdline.exports.task_file import HEAD_ROW, SIGNED
from holdline.exports.task_rows import COLUMNS, SEAL, TOLD, is_sealed

NUMBER, CELLS = "number", len(TOLD)


@dataclass(frozen=True)
class Answer:
    """One row as it came back.

    Attributes:
        line: of the sheet, from 1.
        number: of the task; empty when the cell was cleared.
        cells: what was sent, as it now stands.
        result, corrected, note, person: as written; empty when left blank.
        on: the day it was verified; None when blank.
        is_dated: on is blank or a day.
        seal: of the row.
    """

    line: int
    number: str
    cells: tuple[str, ...]
    result: str
    corrected: str
    note: str
    person: str
    on: date | None
    is_dated: bool
    seal: str

    @property
    def is_blank(self) -> bool:
        """Nothing was filled in."""
        return not (self.result or self.corrected or self.note or self.person or self.on)


@dataclass(frozen=True)
class Returned:
    """A file that came back: what its signature says, and its rows."""

    name: str
    file: str
    division_code: str
    snapshot: str
    seal: str
    answers: Sequence[Answer]

    def is_ours(self, marks: Mapping[int, str]) -> bool:
        """Whether its signature is over just the *marks* that were sent in it."""
        joined = ",".join(marks[number] for number in sorted(marks))
        return bool(marks) and is_sealed(
            self.seal, self.file, self.division_code, self.snapshot, joined
        )


def returned(file: Path, name: str) -> Returned:
    """Read the task file at *file*, called *name* in reports.

    Raises:
        TaskFileForeign: it is no task file, or its signature was taken off.
        ImportFileUnreadable, ImportWorkbookTooLarge, ImportWorkbookUnsafe: it cannot be opened.
    """
    guard(file)
    try:
        book = CalamineWorkbook.from_path(str(file))
        if SIGNED not in book.sheet_names:
            raise TaskFileForeign(file=name)
        signed = dict(_text(row)[:2] for row in _rows(book, SIGNED))
        rows = _rows(book, book.sheet_names[0])
    except (CalamineError, OSError, ValueError) as problem:
        raise ImportFileUnreadable(file=name, problem=problem) from problem
    answers = [
        _answer(line, row)
        for line, row in enumerate(rows[HEAD_ROW + 1 :], start=HEAD_ROW + 2)
        if any(cell != "" for cell in row)
    ]
    return Returned(
        name=name,
        file=signed.get("file", ""),
        division_code=signed.get("division", ""),
        snapshot=signed.get("snapshot", ""),
        seal=signed.get("seal", ""),
        answers=answers,
    )


Row = list[object]


def _rows(book: CalamineWorkbook, sheet: str) -> list[Row]:
    found: list[Row] = book.get_sheet_by_name(sheet).to_python(skip_empty_area=False)  # type: ignore[assignment]
    return found


def _text(row: Row) -> list[str]:
    return [(written(cell) or "").strip() for cell in row]  # type: ignore[arg-type]


def _answer(line: int, row: Row) -> Answer:
    padded = [*row, *[""] * len(COLUMNS)][: len(COLUMNS)]
    told = dict(zip(COLUMNS, _text(padded), strict=True))
    day, is_dated = _day(padded[COLUMNS.index("on")], told["on"])
    return Answer(
        line=line,
        number=told[NUMBER],
        cells=tuple((written(cell) or "") for cell in padded[:CELLS]),  # type: ignore[arg-type]
        result=told["result"],
        corrected=told["corrected"],
        note=told["note"],
        person=told["person"],
        on=day,
        is_dated=is_dated,
        seal=told[SEAL],
    )


def _day(cell: object, told: str) -> tuple[date | None, bool]:
    if isinstance(cell, datetime):
        return cell.date(), True
    if isinstance(cell, date):
        return cell, True
    if not told:
        return None, True
    try:
        return date.fromisoformat(told.replace("/", "-").replace(".", "-")), True
    except ValueError:
        return None, False
