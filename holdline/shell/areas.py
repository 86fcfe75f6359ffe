"""The divisions below the chosen one, as a table that drills."""

from collections.abc import Mapping
from typing import Any

from holdline.queries.runner import Result
from holdline.shell import going, listing
from holdline.shell.view import View
from holdline.tables.layout import Cell, Heading, Line, Listing

COUNTS = ("open", "identified", "eliminated", "new", "closed")


def below(view: View, division: str) -> Result:
    """The figures of the divisions directly below *division*."""
    filters = view.chosen("month", "monitor_type", "main_risk")
    return view.query("briefing/areas", division=division, **filters)


def draw(view: View, *, key: str, height: int, columns: tuple[str, ...]) -> None:
    """Show the chosen division among its siblings, and those below it beneath it.

    A name goes to the division, a figure opens its households.
    """
    table = _listing(view, columns)
    chosen = listing.draw(
        view, table, key=key, height=height, on_chosen=lambda click: _moved(view, click),
        elsewhere=COUNTS,
    )  # fmt: skip
    if chosen and chosen["column"] in COUNTS:
        going.open_page(
            view, "households", division=chosen["row"], measure=chosen["column"], household=""
        )


def _moved(view: View, click: Mapping[str, str]) -> None:
    if click["column"] == "name" and click["row"] != view.selection.division:
        going.change(view, division=click["row"])


def _listing(view: View, columns: tuple[str, ...]) -> Listing:
    path = view.query("shared/ancestors", **view.chosen("division")).rows["division_code"]
    here, parent = view.selection.division, path[-2] if len(path) > 1 else ""
    has_siblings = bool(parent) and view.scope.covers(parent)
    beside = list(below(view, parent).rows.iter_rows(named=True)) if has_siblings else []
    beneath = list(below(view, here).rows.iter_rows(named=True))
    most = max((row["open_households"] for row in [*beside, *beneath]), default=0)
    lines = [
        Line(row["division_code"], _cells(view, row, columns, most), row["division_code"] == here)
        for row in beside
    ]
    under = here if beside else ""
    lines += [
        Line(row["division_code"], _cells(view, row, columns, most), under=under) for row in beneath
    ]
    return Listing(
        name="areas",
        caption=view.common("areas.caption"),
        headings=[
            Heading("name", view.common("areas.name")),
            *(_heading(view, c) for c in columns),
        ],
        lines=lines,
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
        "rate": Cell(
            view.rate(row["elimination_rate"]),
            row["elimination_rate"],
            note=view.common("areas.people", value=view.rate(row["elimination_rate_people"])),
        ),
        "rate_people": Cell(
            view.rate(row["elimination_rate_people"]), row["elimination_rate_people"]
        ),
    }
    for count in COUNTS:
        value = row[f"{count}_households"]
        share = value / most if count == "open" and most else 0.0
        cells[count] = Cell(view.count(value), value, share=share, acts=True)
    return {name: cell for name, cell in cells.items() if name == "name" or name in columns}
