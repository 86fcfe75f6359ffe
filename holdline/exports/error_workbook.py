"""The error workbook: the user's own rows, cells at fault filled and commented, to be mended.

One sheet for each table and layout, in the layout of the files; behind it where each row came
from, which is how mended rows find their way back. The first sheet says what to do.
"""

import io
from collections.abc import Mapping, Sequence
from typing import Any

import xlsxwriter

from holdline.build.rejected import Fault, Group, Row
from holdline.build.words import words
from holdline.messages.catalogue import languages, text
from holdline.reference import columns

OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
MOST_COMMENTS = 5_000
LONGEST_CELL, SHEET_NAME = 32_767, 31
WIDTHS = {"cell": 16, "reason": 60, "origin": 14, "guide": 100}
BAD, HEAD, ORIGIN = "#FFC7CE", "#E8EDF3", "#EEEEEE"


def written(groups: Sequence[Group], language: str, watermark: str) -> bytes:
    """The workbook of the rejected rows *groups*.

    Args:
        groups: as holdline.build.rejected gives them.
        language: of comments and of the first sheet: zh or en.
        watermark: the line that says who took it, and when.
    """
    made = io.BytesIO()
    with xlsxwriter.Workbook(made, OPTIONS) as book:
        writer = _Writer(book, language)
        writer.guide(groups, watermark)
        for name, group in zip(_names(groups), groups, strict=True):
            writer.sheet(name, group)
    return made.getvalue()


def told(table: str, fault: Fault, language: str) -> str:
    """What is wrong with a cell, and how to mend it."""
    what = text(language, f"imports.reasons.{fault.reason}")
    remedy = text(language, f"imports.remedies.{fault.reason}")
    if not fault.column:
        return text(language, "imports.told_row", what=what, remedy=remedy)
    column = named(table, fault.column, language)
    if fault.value is None:
        return text(language, "imports.told_empty", column=column, what=what, remedy=remedy)
    return text(
        language, "imports.told", column=column, value=fault.value, what=what, remedy=remedy
    )


def named(table: str, identifier: str, language: str) -> str:
    """What a column is called in *language*."""
    found: Mapping[str, columns.Column] = {one.identifier: one for one in columns.table(table)}
    if identifier not in found:
        return identifier
    return found[identifier].header_zh if language == "zh" else identifier.replace("_", " ")


def _names(groups: Sequence[Group]) -> list[str]:
    """The sheets' names: the tables' own, numbered where files of one table differ in layout."""
    names: list[str] = []
    for group in groups:
        sheet = columns.tables()[group.table].sheet_zh
        number = sum(one == sheet or one.startswith(f"{sheet}-") for one in names) + 1
        names.append((sheet if number == 1 else f"{sheet}-{number}")[:SHEET_NAME])
    return names


class _Writer:
    """A workbook under way."""

    def __init__(self, book: xlsxwriter.Workbook, language: str) -> None:
        self.book, self.language = book, language
        form = {"border": 1, "num_format": "@", "valign": "top"}
        self.cell = book.add_format(form)
        self.bad = book.add_format({**form, "bg_color": BAD})
        self.head = book.add_format({**form, "bold": True, "bg_color": HEAD, "text_wrap": True})
        self.origin = book.add_format({**form, "bg_color": ORIGIN, "font_color": "#666666"})
        self.wide = book.add_format({"text_wrap": True, "valign": "top"})
        self.title = book.add_format({"bold": True, "font_size": 14})

    def guide(self, groups: Sequence[Group], watermark: str) -> None:
        """The first sheet: what this is, what to do, and how many rows there are of what."""
        page = self.book.add_worksheet(self._say("guide"))
        page.set_column(0, 0, WIDTHS["guide"])
        page.write_string(0, 0, self._say("title"), self.title)
        steps = [
            self._say(f"steps.{step}") for step in ("one", "two", "three", "four", "five", "six")
        ]
        counts = [
            self._say("rows", sheet=name, rows=len(group.rows))
            for name, group in zip(_names(groups), groups, strict=True)
        ]
        for at, line in enumerate([*steps, "", *counts, "", watermark], start=2):
            page.write_string(at, 0, line, self.wide)

    def sheet(self, name: str, group: Group) -> None:
        """The rows of one table and layout."""
        page = self.book.add_worksheet(name)
        width = max([len(group.headers), *(len(row.cells) for row in group.rows)])
        shown = languages().index(self.language)
        behind = [words().origin_reason, words().origin_file, words().origin_row]
        heads = [*group.headers, *[""] * (width - len(group.headers))]
        for at, head in enumerate([*heads, *(names[shown] for names in behind)]):
            page.write_string(0, at, head, self.head)
        page.set_column(0, width - 1, WIDTHS["cell"])
        page.set_column(width, width, WIDTHS["reason"])
        page.set_column(width + 1, width + 2, WIDTHS["origin"])
        page.freeze_panes(1, 0)
        left = MOST_COMMENTS
        for line, row in enumerate(group.rows, start=1):
            left -= self._row(page, line, row, group, width, may_comment=left > 0)

    def _row(
        self, page: Any, line: int, row: Row, group: Group, width: int, *, may_comment: bool
    ) -> int:
        """Write *row*; how many comments that took."""
        reasons = _by_position(row, group, self.language)
        for at, cell in enumerate(row.cells):
            page.write_string(line, at, (cell or "")[:LONGEST_CELL], self._form(at, reasons))
        every = "\n".join(dict.fromkeys(reason for those in reasons.values() for reason in those))
        page.write_string(line, width, every[:LONGEST_CELL], self.origin)
        page.write_string(line, width + 1, row.source, self.origin)
        page.write_string(line, width + 2, str(row.line), self.origin)
        if may_comment:
            for at, those in reasons.items():
                page.write_comment(line, at, "\n".join(those), {"x_scale": 2, "y_scale": 1.5})
        return len(reasons) if may_comment else 0

    def _form(self, at: int, reasons: Mapping[int, list[str]]) -> Any:
        return self.bad if at in reasons else self.cell

    def _say(self, key: str, **facts: object) -> str:
        return text(self.language, f"imports.{key}", **facts)


def _by_position(row: Row, group: Group, language: str) -> dict[int, list[str]]:
    """What is wrong, by the position of the cell; what has no cell is told at the first."""
    reasons: dict[int, list[str]] = {}
    for fault in row.faults:
        at = group.means.index(fault.column) if fault.column in group.means else 0
        reasons.setdefault(at, []).append(told(group.table, fault, language))
    return reasons
