"""A queue as a table: what each row counts, each count opening what it counts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl

from holdline.shell import going, listing, timelines_choice
from holdline.shell.view import View
from holdline.tables.layout import Cell, Heading, Line, Listing


@dataclass(frozen=True)
class Counted:
    """What a table of counts shows.

    Attributes:
        name: of the figure; opens `<name>-<column>` of the page.
        of: heading of the first column.
        counts: columns that open their households.
        others: columns written only: *_rate as a rate, else as a number.
        height: in pixels.
    """

    name: str
    of: str
    counts: Sequence[str]
    others: Sequence[str] = ()
    height: int = 250


def draw(
    view: View,
    table: Counted,
    rows: pl.DataFrame,
    first: Mapping[str, str],
    *,
    is_totalled: bool = False,
) -> None:
    """Show *rows*; a press on a count opens it.

    Args:
        view: of the page.
        table: what it counts.
        rows: a row each of *first*, in the same order, with the table's columns.
        first: what each row is called, by its key.
        is_totalled: the counts add up, and a row of their sums stands on top.
    """
    columns = (*table.counts, *table.others)
    lines = [
        Line(key, {"of": Cell(said, said), **_cells(view, table, columns, row)})
        for (key, said), row in zip(first.items(), rows.iter_rows(named=True), strict=True)
    ]
    shown = Listing(
        table.name,
        view.say(f"opened.{table.name}"),
        [
            Heading("of", view.say(f"heads.{table.of}")),
            *(
                Heading(one, view.say(f"heads.{one}"), kind="number", hint=view.say(f"hints.{one}"))
                for one in columns
            ),
        ],
        lines,
        total=_total(view, table, rows) if is_totalled and len(lines) > 1 else None,
        empty=view.say("nothing"),
    )
    pressed = listing.draw(view, shown, key=table.name, height=table.height)
    if pressed and pressed["column"] in table.counts:
        key = "" if pressed["row"] == "total" else pressed["row"]
        timelines_choice.open_figure(view, f"{table.name}-{pressed['column']}", key)
        going.again()


def _cells(
    view: View, table: Counted, columns: Sequence[str], row: Mapping[str, Any]
) -> dict[str, Cell]:
    return {name: _cell(view, table, name, row[name]) for name in columns}


def _cell(view: View, table: Counted, name: str, value: Any) -> Cell:
    if name.endswith("_rate"):
        return Cell(view.rate(value), value)
    if name.endswith("_on"):
        return Cell(f"{value:%Y-%m-%d}" if value else view.common("values.none"), str(value or ""))
    return Cell(view.count(value), value, acts=name in table.counts)


def _total(view: View, table: Counted, rows: pl.DataFrame) -> Line:
    sums = {name: int(rows[name].sum()) for name in table.counts}
    cells = {name: Cell(view.count(value), value, acts=True) for name, value in sums.items()}
    return Line(
        "total",
        {
            "of": Cell(view.common("board.all")),
            **{name: Cell("") for name in table.others},
            **cells,
        },
    )
