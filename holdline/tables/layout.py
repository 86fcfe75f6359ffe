"""A table for reading: what each column is called, how its cells are written, which of them act."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal


@dataclass(frozen=True)
class Heading:
    """A column's head.

    Attributes:
        key: name of the column.
        title: what stands above it, with its unit when it has one.
        kind: text, number, or bar (a number with a bar as long as its share of the greatest).
        hint: what the column means, shown on hovering.
        is_wide_only: left out on a narrow screen.
        is_unbroken: never wrapped.
    """

    key: str
    title: str
    kind: Literal["text", "number", "bar"] = "text"
    hint: str = ""
    is_wide_only: bool = False
    is_unbroken: bool = False

    def as_data(self) -> dict[str, Any]:
        """For the browser."""
        return {
            "key": self.key,
            "title": self.title,
            "kind": self.kind,
            "hint": self.hint,
            "align": "end" if self.kind == "number" else "",
            "wide": self.is_wide_only,
            "nowrap": self.is_unbroken,
        }


def _told(parts: Mapping[str, Any]) -> dict[str, Any]:
    """*parts* without what the browser takes for granted: half of a table's bytes."""
    return {name: part for name, part in parts.items() if part not in (None, "", False, 0.0)}


@dataclass(frozen=True)
class Cell:
    """A cell: what is shown, what it sorts by, and whether clicking it does something.

    Attributes:
        text: what is shown.
        value: what it sorts by; None for its text.
        note: a smaller word beside it.
        share: length of its bar, -1 to 1; where a column has one below 0, bars start in the middle.
        acts: clicking it does something.
        speech: what is read aloud instead of its text.
    """

    text: str
    value: float | str | None = None
    note: str = ""
    share: float = 0.0
    acts: bool = False
    speech: str = ""

    def as_data(self) -> dict[str, Any]:
        """For the browser."""
        sorts = {} if self.value is None or self.value == self.text else {"value": self.value}
        marks = {"note": self.note, "share": self.share, "action": self.acts, "speech": self.speech}
        return {"text": self.text, **sorts, **_told(marks)}


@dataclass(frozen=True)
class Line:
    """A row: its key and its cells by column; `under` names the row it is shown beneath."""

    key: str
    cells: Mapping[str, Cell]
    is_chosen: bool = False
    under: str = ""

    def as_data(self) -> dict[str, Any]:
        """For the browser."""
        cells = {name: cell.as_data() for name, cell in self.cells.items()}
        marks = _told({"chosen": self.is_chosen, "under": self.under})
        return {"key": self.key, "cells": cells, **marks}


@dataclass(frozen=True)
class Listing:
    """A whole table.

    Attributes:
        name: tells one table's sorting from another's when the same place shows both.
        caption: what a screen reader says it is.
        sort: column and whether downwards; None keeps the given order.
        total: a row kept on top, whatever the sorting.
        empty: said instead of the table when it has no rows.
    """

    name: str
    caption: str
    headings: Sequence[Heading]
    lines: Sequence[Line]
    sort: tuple[str, bool] | None = None
    is_sortable: bool = True
    total: Line | None = None
    empty: str = field(default="")

    def as_data(self) -> dict[str, Any]:
        """For the browser."""
        return {
            "name": self.name,
            "caption": self.caption,
            "columns": [heading.as_data() for heading in self.headings],
            "rows": [line.as_data() for line in self.lines],
            "sort": {"key": self.sort[0], "down": self.sort[1]} if self.sort else None,
            "sortable": self.is_sortable,
            "total": self.total.as_data() if self.total else None,
        }
