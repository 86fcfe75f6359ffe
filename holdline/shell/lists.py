"""Lists of households: those behind a figure, and those a search finds."""

from collections.abc import Callable, Mapping
from typing import Any

from holdline.shell import going, listing, pacing
from holdline.shell.view import View, one
from holdline.tables.layout import Cell, Heading, Line, Listing

BEHIND = ("division", "month", "measure", "monitor_type", "main_risk")
FOUND = 200
SORT, SORTS = "sort", ("", "longest", "people", "closed", "monitor_type", "main_risk")
# A list this long may go on elsewhere: sorting what is shown would sort a part of it.
WHOLE = 50
WIDE_ONLY = ("town", "months", "people", "closing", "identified")
NUMBERS = ("people", "months")


def counted(view: View) -> Mapping[str, Any]:
    """How many households, and people, are behind the chosen figure."""
    return one(view.query("households/counted", **view.chosen(*BEHIND)))


def behind(view: View, columns: tuple[str, ...], *, skip: int, take: int) -> Listing:
    """The households behind the chosen figure, *take* of them after *skip*."""
    sort = view.selection.extra(SORT)
    inputs = {**view.chosen(*BEHIND), "skip": skip, "take": take, "sort": sort}
    pacing.opened(view, "list", ("behind", *inputs.values()))
    rows = view.query("households/listed", **inputs).rows
    lines = [
        Line(row["household_id"], _of(columns, {**_place(view, row), **_state(view, row)}))
        for row in rows.iter_rows(named=True)
    ]
    return _listing(view, "behind", columns, lines, empty="nobody")


def found(view: View) -> Listing:
    """The households a search finds, in the chosen division."""
    columns = ("id", "head", "town", "village", "household_type", "people", "found_by")
    inputs = view.chosen("division", "words")
    pacing.opened(view, "search", tuple(inputs.values()))
    rows = view.query("search/households", **inputs, take=FOUND).rows
    lines = [
        Line(
            row["household_id"],
            {
                **_place(view, row),
                "household_type": Cell(view.code("household_type", row["household_type"])),
                "people": Cell(view.count(row["people"]), row["people"]),
                "found_by": Cell(view.common(f"lists.by_{row['found_by']}")),
            },
        )
        for row in rows.iter_rows(named=True)
    ]
    return _listing(view, "found", columns, lines, empty="not_found")


def draw(
    view: View,
    table: Listing,
    *,
    height: int | None = None,
    whole: Callable[[int], Listing] | None = None,
) -> None:
    """Show a list; a click on a row opens that household's card; *whole* as `listing.draw`."""
    is_here = view.page == "households"
    chosen = listing.draw(
        view, table, key=table.name, height=height, whole=whole,
        on_chosen=(lambda click: going.change(view, household=click["row"])) if is_here else None,
    )  # fmt: skip
    if chosen and not is_here:
        going.open_page(view, "households", household=chosen["row"])


def _listing(
    view: View, name: str, columns: tuple[str, ...], lines: list[Line], *, empty: str
) -> Listing:
    headings = [
        Heading(
            column,
            view.common(f"lists.{column}"),
            kind="number" if column in NUMBERS else "text",
            is_wide_only=column in WIDE_ONLY,
            is_unbroken=column in ("id", "head", "identified"),
        )
        for column in columns
    ]
    return Listing(
        name=name,
        caption=view.common("lists.caption"),
        headings=headings,
        lines=lines,
        empty=view.common(f"lists.{empty}"),
        is_sortable=len(lines) < WHOLE,
    )


def _of(columns: tuple[str, ...], cells: Mapping[str, Cell]) -> dict[str, Cell]:
    return {name: cells[name] for name in columns}


def _place(view: View, row: Mapping[str, Any]) -> dict[str, Cell]:
    return {
        "id": Cell(row["household_id"], row["household_id"], acts=True),
        "head": Cell(row["head_name"] or view.common("values.missing"), acts=True),
        "town": Cell(row["town_name"] or view.common("values.unknown_place"), row["town_name"]),
        "village": Cell(
            row["village_name"] or view.common("values.unknown_place"), row["village_name"]
        ),
    }


def _state(view: View, row: Mapping[str, Any]) -> dict[str, Cell]:
    kind, risk = row["monitor_type"], row["main_risk"]
    closed = view.month_name(row["closed_month"]) if row["closed_month"] else ""
    return {
        "monitor_type": Cell(view.code("monitor_type", kind), kind),
        "main_risk": Cell(view.code("risk_type", risk), risk),
        "people": Cell(view.count(row["people"]), row["people"]),
        "identified": Cell(view.month_name(row["identified_month"]), str(row["identified_month"])),
        "closing": Cell(view.common(f"closings.{row['closing']}"), row["closing"], note=closed),
        "months": Cell(view.count(row["months_open"]), row["months_open"]),
    }
