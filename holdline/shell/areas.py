"""The divisions below the chosen one, as a table that drills."""

from collections.abc import Mapping
from typing import Any

from holdline.queries.runner import Result
from holdline.shell import going, listing
from holdline.shell.view import View
from holdline.tables.layout import Cell, Heading, Line, Listing

COUNTS = ("open", "identified", "eliminated", "new", "closed")


def below(view: View) -> Result:
    """The figures of the divisions directly below the chosen one."""
    filters = ("division", "month", "monitor_type", "main_risk")
    return view.query("briefing/areas", **view.chosen(*filters))


def draw(view: View, areas: Result, *, key: str, height: int, columns: tuple[str, ...]) -> None:
    """Show the divisions below; a name goes down to it, a figure opens its households."""
    chosen = listing.draw(view, _listing(view, areas, columns), key=key, height=height)
    if not chosen:
        return
    if chosen["column"] == "name" and chosen["row"] != view.selection.division:
        going.change(view, division=chosen["row"])
        going.again()
    elif chosen["column"] in COUNTS:
        going.open_page(
            view, "households", division=chosen["row"], measure=chosen["column"], household=""
        )


def _listing(view: View, areas: Result, columns: tuple[str, ...]) -> Listing:
    rows = list(areas.rows.iter_rows(named=True))
    most = max((row["open_households"] for row in rows), default=0)
    return Listing(
        name=f"areas-{view.selection.division}",
        caption=view.common("areas.caption"),
        headings=[
            Heading("name", view.common("areas.name")),
            *(_heading(view, c) for c in columns),
        ],
        lines=[
            Line(row["division_code"], _cells(view, row, columns, most), is_chosen=False)
            for row in rows
        ],
        sort=("open", True),
        empty=view.common("areas.empty"),
    )


def _heading(view: View, column: str) -> Heading:
    return Heading(
        column,
        view.common(f"areas.{column}"),
        kind="bar" if column == "open" else "number",
        hint=view.common(f"areas.hints.{column}"),
        is_wide_only=column in ("open_people", "identified", "eliminated", "rate_people"),
    )


def _cells(
    view: View, row: Mapping[str, Any], columns: tuple[str, ...], most: int
) -> dict[str, Cell]:
    name = row["short_name"] + (view.common("bar.local_code") if row["is_local_code"] else "")
    cells = {
        "name": Cell(name, row["division_code"], acts=True),
        "open_people": Cell(view.count(row["open_people"]), row["open_people"]),
        "change": Cell(view.change(row["open_change_households"]), row["open_change_households"]),
        "rate": Cell(view.rate(row["elimination_rate"]), row["elimination_rate"]),
        "rate_people": Cell(
            view.rate(row["elimination_rate_people"]), row["elimination_rate_people"]
        ),
    }
    for count in COUNTS:
        value = row[f"{count}_households"]
        share = value / most if count == "open" and most else 0.0
        cells[count] = Cell(view.count(value), value, share=share, acts=True)
    return {name: cell for name, cell in cells.items() if name == "name" or name in columns}
