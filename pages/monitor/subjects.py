"""Subjects: how many there are of each type, by division and by month."""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from holdline.queries.runner import Result
from holdline.shell import figure, going, listing, measures
from holdline.shell.page import Page, received
from holdline.shell.view import View
from holdline.tables.layout import Cell, Heading, Line, Listing

PAGE = Page(order=20, icon=":material/groups:", needs="view.subjects")
TYPES = {
    "all": "",
    "unstable": "MT1_UNSTABLE",
    "marginal": "MT2_MARGINAL",
    "severe": "MT3_SEVERE",
    "untold": "UNKNOWN",
}
FILTERS = ("division", "month", "main_risk", "measure")


def render(view: View) -> None:
    """One measure at a time, both bases in each cell; every count opens its households."""
    measures.draw(view)
    left, right = st.columns(2, gap="medium")
    measure = view.common(f"measures.{view.selection.measure}")
    with left:
        figure.title(view.say("by_area", measure=measure), view.say("by_area_note"))
        areas = view.query("subjects/by_area", **view.chosen(*FILTERS))
        _drawn(view, areas, "division_code", key="by_area")
    with right:
        figure.title(view.say("by_month", measure=measure), view.say("by_month_note"))
        months = view.query("subjects/by_month", **view.chosen(*FILTERS))
        _drawn(view, months, "month", key="by_month")


def _drawn(view: View, found: Result, of: str, *, key: str) -> None:
    kinds = [
        kind for kind in TYPES if kind != "untold" or (found.rows["untold_households"] != 0).any()
    ]
    rows = list(found.rows.iter_rows(named=True))
    most = max((abs(row["all_households"]) for row in rows), default=0) or 1
    table = Listing(
        name=f"{key}-{view.selection.division}",
        caption=view.say(key, measure=view.common(f"measures.{view.selection.measure}")),
        headings=[
            Heading("name", view.say(f"head_{of}"), is_unbroken=of == "month"),
            Heading("all", view.common("board.all"), kind="bar"),
            *(
                Heading(kind, view.type_name(TYPES[kind]), kind="number")
                for kind in kinds
                if kind != "all"
            ),
        ],
        lines=[_line(view, row, of, kinds, most) for row in rows],
        empty=view.common("areas.empty"),
        is_sortable=True,
    )
    chosen = listing.draw(
        view, table, key=key, height=500, on_chosen=lambda click: _moved(view, click, of),
        elsewhere=kinds,
    )  # fmt: skip
    if chosen and chosen["column"] != "name":
        part, value = _part(chosen, of)
        kind = TYPES[chosen["column"]] or view.selection.monitor_type
        going.open_page(view, "households", **{part: value}, monitor_type=kind, household="")


def _line(view: View, row: dict[str, Any], of: str, kinds: list[str], most: int) -> Line:
    is_month = of == "month"
    name = view.month_name(row["month"]) if is_month else row["short_name"]
    value = f"{row['month']:%Y-%m}" if is_month else row[of]
    cells = {"name": Cell(name, value, acts=True)}
    for kind in kinds:
        households, people = row[f"{kind}_households"], row[f"{kind}_people"]
        cells[kind] = Cell(
            view.count(households),
            households,
            note=view.people(people),
            share=households / most if kind == "all" else 0.0,
            acts=True,
        )
    return Line(value, cells, is_chosen=is_month and row["month"] == view.month)


def _moved(view: View, click: Mapping[str, str], of: str) -> None:
    if click["column"] == "name":
        part, value = _part(click, of)
        going.change(view, **{part: value})


def _part(click: Mapping[str, str], of: str) -> tuple[str, Any]:
    """The part of the choice that a row stands for, and its value."""
    is_month = of == "month"
    return ("month", figure.month_of(click["row"])) if is_month else ("division", click["row"])


if __name__ == "__main__":
    render(received())
