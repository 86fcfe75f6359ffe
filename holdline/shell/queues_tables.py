"""A queue as a table: what each row counts, each count opening what it counts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from holdline.queries.runner import Result
from holdline.shell import listing, timelines_choice
from holdline.shell.view import View
from holdline.tables.layout import Cell, Heading, Line, Listing

TOTAL = "total"


@dataclass(frozen=True)
class Counted:
    """What a table of counts shows.

    Attributes:
        name: of the figure; opens `<name>-<column>` of the page.
        of: heading of the first column.
        counts: columns that open their households.
        others: columns written only: *_rate as a rate, else as a number.
        height: in pixels.
        rate_of: column that in_time_rate is a share of.
    """

    name: str
    of: str
    counts: Sequence[str]
    others: Sequence[str] = ()
    height: int = 250
    rate_of: str = ""


def draw(
    view: View,
    table: Counted,
    found: Result,
    first: Mapping[str, str],
    *,
    is_totalled: bool = False,
) -> None:
    """Show the rows of *found*; a press on a count opens it.

    Args:
        view: of the page.
        table: what it counts.
        found: its rows are one each of *first*, in the same order, with the table's columns.
        first: what each row is called, by its key.
        is_totalled: the counts add up, and a row of their sums stands on top.
    """
    columns = (*table.counts, *table.others)
    lines = [
        Line(key, {"of": Cell(said, said), **_cells(view, table, columns, row)})
        for (key, said), row in zip(first.items(), found.rows.iter_rows(named=True), strict=True)
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
        total=_total(view, table, found) if is_totalled and len(lines) > 1 else None,
        empty=view.say("nothing"),
    )
    listing.draw(
        view, shown, key=table.name, height=table.height,
        on_chosen=lambda click: _opened(view, table, click),
    )  # fmt: skip


def _opened(view: View, table: Counted, click: Mapping[str, str]) -> None:
    if click["column"] in table.counts:
        key = "" if click["row"] == TOTAL else click["row"]
        timelines_choice.open_figure(view, f"{table.name}-{click['column']}", key)


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


def _total(view: View, table: Counted, found: Result) -> Line:
    """Sums; the longest is the greatest; a rate is made of its sums; a median cannot be had so."""
    sums: dict[str, Any] = {name: found.total(name) for name in table.counts}
    others: dict[str, Any] = dict.fromkeys(table.others)
    if "longest" in others:
        others["longest"] = max(
            (days for days in found.rows["longest"] if days is not None), default=None
        )
    if table.rate_of in found.rows.columns:
        base = found.total(table.rate_of)
        others["in_time_rate"] = found.total("in_time") / base if base else None
    row = {**sums, **others}
    cells = _cells(view, table, (*table.counts, *table.others), row)
    return Line(TOTAL, {"of": Cell(view.common("board.all")), **cells})
