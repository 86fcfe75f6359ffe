"""Write a task file for a township: locked but for the answers, which are chosen from lists."""

import io
from datetime import UTC, date, datetime
from typing import Any

import xlsxwriter

from holdline.exports.provenance import Batch, Provenance
from holdline.exports.task_rows import (
    ANSWERED,
    COLUMNS,
    RESULTS,
    SEAL,
    TOLD,
    Letter,
    letter_seal,
    row_seal,
    say,
)
from holdline.exports.workbook import certificate

SIGNED = "_holdline"
SHEET = "tasks"
HEAD_ROW = 3
WIDTHS = {
    "number": 5, "village": 14, "household": 20, "head": 9, "reason": 44, "value": 16,
    "expected": 16, "remedy": 36, "result": 18, "corrected": 18, "note": 26, "person": 12,
    "on": 12, "seal": 4,
}  # fmt: skip
FIRST_DAY = date(2000, 1, 1)
LAST_DAY = date(2099, 12, 31)
LONGEST = 500


def written(letter: Letter, provenance: Provenance, batch: Batch) -> bytes:
    """The workbook: tasks on the first sheet, the certificate, and the signature out of sight.

    Every text stays text. Only the columns of ANSWERED can be written in; a row that says
    another thing than was sent shows itself by its seal when it comes back.
    """
    made = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(made, options) as book:
        book.set_properties({"created": datetime(2000, 1, 1, tzinfo=UTC)})
        _tasks(book, letter, provenance.watermark(batch))
        _pairs(book, certificate(provenance, batch).name, provenance.rows(batch))
        signed = _pairs(book, SIGNED, _signature(letter))
        signed.very_hidden()
    return made.getvalue()


def _signature(letter: Letter) -> tuple[tuple[str, str], ...]:
    return (
        ("file", letter.file),
        ("division", letter.division_code),
        ("snapshot", letter.snapshot),
        ("rows", str(len(letter.tasks))),
        ("seal", letter_seal(letter)),
    )


def _tasks(book: xlsxwriter.Workbook, letter: Letter, watermark: str) -> None:
    page = book.add_worksheet(say(letter.language, "sheet"))
    forms = _forms(book)
    told = {"division": letter.division_name, "count": len(letter.tasks), "due": letter.due_on}
    due = "title" if letter.due_on else "title_open"
    page.write_string(0, 0, say(letter.language, due, **told), forms["title"])
    page.write_string(1, 0, watermark, forms["mark"])
    page.write_string(2, 0, say(letter.language, "explained"), forms["mark"])
    for at, name in enumerate(COLUMNS):
        hidden = {"hidden": 1} if name == SEAL else {}
        page.set_column(at, at, WIDTHS[name], None, hidden)
        head = forms["ask" if name in ANSWERED else "head"]
        page.write_string(HEAD_ROW, at, say(letter.language, f"heads.{name}"), head)
    for number, task in enumerate(letter.tasks, start=HEAD_ROW + 1):
        for at, cell in enumerate(task.cells):
            page.write_string(number, at, cell, forms["told"])
        for at in range(len(TOLD), len(COLUMNS) - 1):
            page.write_blank(number, at, None, forms["day" if COLUMNS[at] == "on" else "open"])
        page.write_string(number, len(COLUMNS) - 1, row_seal(letter.file, task), forms["told"])
    _lists(page, letter)
    page.freeze_panes(HEAD_ROW + 1, TOLD.index("reason"))
    page.repeat_rows(HEAD_ROW)
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)
    page.protect("", {"format_columns": True, "format_rows": True, "autofilter": True})


def _lists(page: Any, letter: Letter) -> None:
    """What may be chosen or must be a day; a wrong entry is refused by the sheet itself."""
    first, last = HEAD_ROW + 1, HEAD_ROW + max(len(letter.tasks), 1)
    results = [say(letter.language, f"results.{one}") for one in RESULTS]
    column = COLUMNS.index("result")
    page.data_validation(first, column, last, column, {"validate": "list", "source": results})
    column = COLUMNS.index("on")
    days = {
        "validate": "date",
        "criteria": "between",
        "minimum": FIRST_DAY,
        "maximum": LAST_DAY,
        "error_message": say(letter.language, "day_wanted"),
    }
    page.data_validation(first, column, last, column, days)
    longest = {"validate": "length", "criteria": "<=", "value": LONGEST}
    for name in ("corrected", "note", "person"):
        column = COLUMNS.index(name)
        page.data_validation(first, column, last, column, longest)


def _pairs(book: xlsxwriter.Workbook, name: str, rows: tuple[tuple[str, str], ...]) -> Any:
    page = book.add_worksheet(name)
    page.set_column(0, 0, 24)
    page.set_column(1, 1, 90)
    for number, (told, value) in enumerate(rows):
        page.write_string(number, 0, told)
        page.write_string(number, 1, value)
    page.protect()
    return page


def _forms(book: xlsxwriter.Workbook) -> dict[str, Any]:
    wrapped = {"text_wrap": True, "valign": "vcenter", "border": 1}
    return {
        "title": book.add_format({"bold": True, "font_size": 14}),
        "mark": book.add_format({"font_size": 9, "font_color": "#666666"}),
        "head": book.add_format({**wrapped, "bold": True, "bg_color": "#E8EDF3"}),
        "ask": book.add_format({**wrapped, "bold": True, "bg_color": "#FFF2CC"}),
        "told": book.add_format({**wrapped, "num_format": "@"}),
        "open": book.add_format({**wrapped, "num_format": "@", "locked": False}),
        "day": book.add_format({**wrapped, "num_format": "yyyy-mm-dd", "locked": False}),
    }
