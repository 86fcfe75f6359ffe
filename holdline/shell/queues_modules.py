"""A module of the register as a page: its counts by division, each opening what it counts."""

from collections.abc import Mapping, Sequence
from typing import Any

from holdline.messages import figures
from holdline.queries.runner import Result
from holdline.shell import going, listing, timelines_behind, timelines_choice
from holdline.shell.view import View
from holdline.tables.layout import Cell, Heading, Line, Listing

HEIGHT = 560
# A rate of a few tells of chance: under this base the count beside it says more.
LEAST_BASE = 30
BASES = {
    "change_rate": "before",
    "coverage_rate": "monitored",
    "visited_rate": "visit_told",
    "complete_rate": "monitored",
    "overdue_rate": "open",
}


def draw(view: View, found: Result, *, counts: Sequence[str]) -> None:
    """The chosen division on top, its children below; a name goes down, a count opens its list.

    Args:
        view: of the page.
        found: an answer of modules/*: division_code, short_name, is_local_code, is_total, then the
            counts, in the order they are shown.
        counts: those of its columns that open a list.
    """
    columns = [column.name for column in found.columns][4:]
    rows = list(found.rows.iter_rows(named=True))
    lines = [_line(view, row, columns, counts) for row in rows if not row["is_total"]]
    total = next((_line(view, row, columns, counts) for row in rows if row["is_total"]), None)
    headings = [
        Heading("name", view.common("areas.name")),
        *(
            Heading(name, view.say(f"heads.{name}"), kind="number", hint=view.say(f"hints.{name}"))
            for name in columns
        ),
    ]
    table = Listing(
        f"{view.page}-{view.selection.division}",
        view.say("caption"),
        headings,
        lines,
        total=total,
        empty=view.say("lowest"),
    )
    listing.draw(
        view, table, key="module", height=HEIGHT, on_chosen=lambda click: _went(view, click, counts)
    )


def _went(view: View, click: Mapping[str, str], counts: Sequence[str]) -> None:
    if click["column"] in counts:
        timelines_choice.open_figure(view, click["column"], click["row"])
    elif click["row"] != view.selection.division:
        going.change(view, division=click["row"])


def sentence(view: View, found: Result) -> str:
    """The page's first sentence, of the chosen division."""
    total = next((row for row in found.rows.iter_rows(named=True) if row["is_total"]), None)
    if total is None:
        return view.say("lowest")
    facts = {
        name: _sentenced(view, name, value) if _is_told(total, name) else view.say("too_few")
        for name, value in total.items()
    }
    path = view.query(
        "shared/ancestors", view=view.selection.tree, division=view.selection.division
    )
    return view.say("sentence", **{**facts, "place": path.rows["division_name"][-1]})


def _sentenced(view: View, name: str, value: Any) -> str:
    """A figure as a sentence has it; what is not published says so."""
    if value is None and view.scope.is_published:
        return view.common("values.unpublished")
    is_amount = name.endswith("_yuan")
    return figures.amount(value, view.language) if is_amount else _written(view, name, value)


def opened(
    view: View, query: str, counts: Sequence[str], columns: Sequence[str], **inputs: object
) -> None:
    """The list that the address names, over the page."""
    name, division = timelines_choice.opened(view)
    if name not in counts:
        return
    chosen = {**view.chosen("division"), **inputs, "figure": name}
    rows = view.query(query, **{**chosen, "division": division or view.selection.division}).rows
    timelines_behind.draw(view, view.say(f"heads.{name}"), rows, columns)


def year_of(view: View) -> int:
    """The data year shown: the chosen month's."""
    return view.month.year


def _line(
    view: View, row: Mapping[str, Any], columns: Sequence[str], counts: Sequence[str]
) -> Line:
    local = view.common("bar.local_code") if row["is_local_code"] else ""
    name = view.say("whole") if row["is_total"] else row["short_name"] + local
    cells = {
        column: Cell(
            _written(view, column, row[column]) if _is_told(row, column) else view.say("too_few"),
            row[column] if _is_told(row, column) else None,
            acts=column in counts,
        )
        for column in columns
    }
    return Line(
        row["division_code"],
        {"name": Cell(name, row["division_code"], acts=not row["is_total"]), **cells},
    )


def _is_told(row: Mapping[str, Any], column: str) -> bool:
    """Whether a rate's base is wide enough for the rate to be told; all else is."""
    base = BASES.get(column)
    return base is None or not row[base] or row[base] >= LEAST_BASE


def _written(view: View, name: str, value: Any) -> str:
    if name.endswith("_rate"):
        return view.rate(value)
    if name.endswith("_yuan"):
        return figures.ten_thousand_yuan(value, view.language)
    if name.endswith("_months"):
        return (
            view.say("so_many_months", months=f"{value:.1f}")
            if value is not None
            else view.rate(None)
        )
    return str(value) if isinstance(value, str | bool) else view.count(value)
