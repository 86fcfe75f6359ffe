"""Write workbooks: text stays text, numbers stay numbers, and the last sheet says where from."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import xlsxwriter

from holdline.exports.provenance import Batch, Provenance
from holdline.messages.catalogue import text

Value = str | int | float | Decimal | bool | date | None
NARROW, WIDE = 8, 40
# Chinese characters are twice as wide as a digit.
WIDE_FROM = "\u2e80"
FORBIDDEN = str.maketrans("[]:*?/\\", "_______")
SHEET_NAME = 31
LONGEST_TEXT = 32_767
LINE = 15  # points of a row's line
UPRIGHT = 100  # characters across a page that stands upright


@dataclass(frozen=True)
class Field:
    """A column of a sheet: its head, its number format (Excel's, empty for text), its width."""

    title: str
    form: str = ""
    width: int = 0


@dataclass(frozen=True)
class Sheet:
    """A sheet: a title row, column heads, rows of values in the columns' order."""

    name: str
    title: str
    fields: Sequence[Field]
    rows: Sequence[Sequence[Value]]


def workbook(provenance: Provenance, batch: Batch, sheets: Sequence[Sheet]) -> bytes:
    """An XLSX of *sheets* and the certificate; equal for equal contents and batch.

    Every page carries the watermark in its foot and below the title. A text is never a formula
    or a link, whatever it begins with; a missing value is an empty cell.
    """
    made = io.BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "nan_inf_to_errors": False,
    }
    with xlsxwriter.Workbook(made, options) as book:
        book.set_properties({"created": datetime(2000, 1, 1, tzinfo=UTC)})
        writer = _Writer(book, provenance.watermark(batch))
        for one in sheets:
            writer.sheet(one)
        writer.sheet(certificate(provenance, batch))
    return made.getvalue()


def certificate(provenance: Provenance, batch: Batch) -> Sheet:
    """The sheet that says who, when, which snapshot, which filters, and what figures mean."""
    fields = (
        Field(text(provenance.language, "exports.certificate.name"), width=24),
        Field(text(provenance.language, "exports.certificate.value"), width=90),
    )
    return Sheet(
        text(provenance.language, "exports.certificate.sheet"),
        text(provenance.language, "exports.certificate.title"),
        fields,
        provenance.rows(batch),
    )


class _Writer:
    """A workbook under way: its formats and its watermark."""

    def __init__(self, book: xlsxwriter.Workbook, watermark: str) -> None:
        self.book, self.watermark = book, watermark
        self.title = book.add_format({"bold": True, "font_size": 14})
        self.mark = book.add_format({"font_size": 9, "font_color": "#666666"})
        self.head = book.add_format({
            "bold": True, "text_wrap": True, "valign": "vcenter", "border": 1, "bg_color": "#E8EDF3"
        })  # fmt: skip
        self.forms: dict[str, Any] = {}

    def sheet(self, one: Sheet) -> None:
        """Write *one*, ready to be printed: heads repeat, all columns on a page's width."""
        page = self.book.add_worksheet(one.name.translate(FORBIDDEN)[:SHEET_NAME])
        widths = [field.width or _width(one, at) for at, field in enumerate(one.fields)]
        page.write_string(0, 0, one.title, self.title)
        page.write_string(1, 0, self.watermark, self.mark)
        for column, field in enumerate(one.fields):
            page.write_string(2, column, field.title, self.head)
            page.set_column(column, column, widths[column])
        for number, row in enumerate(one.rows, start=3):
            if (lines := _lines(row, widths)) > 1:
                page.set_row(number, lines * LINE)
            for column, value in enumerate(row):
                self._cell(page, number, column, value, one.fields[column].form)
        page.freeze_panes(3, 0)
        page.repeat_rows(2)
        page.set_paper(9)
        if sum(widths) > UPRIGHT:
            page.set_landscape()
        page.fit_to_pages(1, 0)
        page.set_footer(f"&L{self.watermark.replace('&', '&&')}&R&P / &N")
        if one.rows:
            page.autofilter(2, 0, 2 + len(one.rows), len(one.fields) - 1)

    def _cell(self, page: Any, row: int, column: int, value: Value, form: str) -> None:
        if value is None:
            page.write_blank(row, column, None, self._form(form))
        elif isinstance(value, bool) or not isinstance(value, int | float | Decimal | date):
            page.write_string(row, column, str(value)[:LONGEST_TEXT], self._form(form or "@"))
        elif isinstance(value, date):
            page.write_datetime(row, column, value, self._form(form or "yyyy-mm-dd"))
        else:
            page.write_number(row, column, value, self._form(form or "General"))

    def _form(self, form: str) -> Any:
        if form not in self.forms:
            self.forms[form] = self.book.add_format({
                "num_format": form or "General", "border": 1, "valign": "vcenter",
                "text_wrap": form in {"", "@"},
            })  # fmt: skip
        return self.forms[form]


def _lines(row: Sequence[Value], widths: Sequence[int]) -> int:
    """How many lines the longest wrapped text of a row takes: no program finds out by itself."""
    longest = 1
    for value, width in zip(row, widths, strict=True):
        if isinstance(value, str) and 2 * len(value) > width:
            longest = max(longest, -(-_across(value) // max(width - 1, 1)))
    return longest


def _across(text: str) -> int:
    return sum(2 if char >= WIDE_FROM else 1 for char in text)


def _width(one: Sheet, column: int) -> int:
    shown = [one.fields[column].title, *(str(row[column] or "") for row in one.rows[:200])]
    longest = max(map(_across, shown))
    return min(max(longest + 2, NARROW), WIDE)
