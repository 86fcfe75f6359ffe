"""The list of visits by village, what was found, and what it says of everybody."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import polars as pl
import streamlit as st

from holdline.exports.gate import Contents
from holdline.exports.provenance import Batch
from holdline.exports.workbook import Field, Sheet, workbook
from holdline.messages.dates import day_name
from holdline.quality.visiting import CLASSES, estimated
from holdline.shell import download, figure, going, listing, planner_plan
from holdline.shell.planner_plan import Drawn
from holdline.shell.view import View
from holdline.state.visits import Home
from holdline.tables.layout import Cell, Heading, Line, Listing

COLUMNS = ("village", "hamlet", "household", "head", "kind", "chance", "visited", "found")
Row = Mapping[str, Any]


def draw(view: View, plan: Drawn, *, height: int) -> None:
    """The households in the order they are visited; a press on what was found changes it."""
    rows = _rows(view, plan)
    homes = {home.household_id: home for home in plan.homes}
    lines = [
        Line(row["household_id"], _cells(view, row, homes[row["household_id"]], plan))
        for row in rows
    ]
    headings = [
        Heading(
            name,
            view.say(f"heads.{name}"),
            is_wide_only=name in ("hamlet", "visited", "chance"),
            is_unbroken=name in ("household", "head", "kind", "found"),
        )
        for name in COLUMNS
    ]
    table = Listing("visits", view.say("visits"), headings, lines, empty=view.say("nobody"))
    pressed = listing.draw(
        view, table, key="visits", height=height, on_chosen=lambda c: _found(view, plan, c)
    )
    if pressed and pressed["column"] in ("household", "head"):
        going.open_page(view, "households", household=pressed["row"])
    _take(view, plan, rows)


def _rows(view: View, plan: Drawn) -> list[Row]:
    numbers = [home.household_id for home in plan.homes]
    told = view.query("quality/visit_listed", view=view.selection.tree, homes=numbers).rows
    return list(told.iter_rows(named=True))


def _cells(view: View, row: Row, home: Home, plan: Drawn) -> dict[str, Cell]:
    return {
        "village": Cell(_place(view, row), row["village_code"]),
        "hamlet": Cell(row["hamlet"] or ""),
        "household": Cell(row["household_id"], acts=True),
        "head": Cell(row["head_name"] or view.common("values.missing"), acts=True),
        "kind": Cell(view.say(f"classes.{home.kind}")),
        "chance": Cell(view.say("one_in", many=f"{1 / home.chance:.0f}"), home.chance),
        "visited": Cell(_day(view, row["last_visited_on"]), str(row["last_visited_on"] or "")),
        "found": Cell(
            view.say(f"found.{home.found or 'not_yet'}"),
            acts=plan.is_kept and view.person.may("act.triage"),
        ),
    }


def _place(view: View, row: Row) -> str:
    village = row["village_name"] or view.common("values.unknown_place")
    return f"{row['town_name'] or ''}{village}"


def _day(view: View, day: date | None) -> str:
    return day_name(day, view.language) if day else view.common("values.missing")


def _found(view: View, plan: Drawn, click: Mapping[str, str]) -> None:
    if click["column"] == "found" and plan.is_kept:
        planner_plan.find(view, plan, click["row"])


def _take(view: View, plan: Drawn, rows: list[Row]) -> None:
    homes = {home.household_id: home for home in plan.homes}
    stands = download.provenance(
        view,
        view.say("file", week=plan.plan.week),
        definitions=((view.say("heads.chance"), view.say("how")),),
    )
    fields = [Field(view.say(f"heads.{name}")) for name in COLUMNS]
    cells = [
        [
            _place(view, row),
            row["hamlet"] or "",
            row["household_id"],
            row["head_name"],
            view.say(f"classes.{homes[row['household_id']].kind}"),
            view.say("one_in", many=f"{1 / homes[row['household_id']].chance:.0f}"),
            row["last_visited_on"],
            None,
        ]
        for row in rows
    ]
    sheet = Sheet(view.say("visits"), stands.title, fields, cells)

    def contents(batch: Batch) -> Contents:
        return Contents(workbook(stands, batch, [sheet]), len(cells))

    download.offer(view, stands, "xlsx", contents, key="visits_file", label=view.say("take"))


def draw_classes(view: View, homes: pl.DataFrame, plan: Drawn) -> None:
    """How many of each class there are, how many are visited, and what was found."""
    figure.title(view.say("by_class"), view.say("how"))
    sizes = dict(homes.group_by("class").len().iter_rows())
    lines = []
    for name in CLASSES:
        mine = [home for home in plan.homes if home.kind == name]
        counts = {
            "size": mine[0].size if mine else sizes.get(name, 0),
            "drawn": len(mine),
            "done": sum(home.found is not None for home in mine),
            "wrong": sum(home.found == "wrong" for home in mine),
        }
        cells = {key: Cell(view.count(value), value) for key, value in counts.items()}
        lines.append(Line(name, {"kind": Cell(view.say(f"classes.{name}")), **cells}))
    headings = [
        Heading("kind", view.say("heads.kind")),
        *(
            Heading(one, view.say(f"heads.{one}"), kind="number")
            for one in ("size", "drawn", "done", "wrong")
        ),
    ]
    table = Listing("classes", view.say("by_class"), headings, lines, is_sortable=False)
    listing.draw(view, table, key="classes")


def draw_estimate(view: View, plan: Drawn) -> None:
    """The error rate of everybody, once each class has been seen."""
    figure.title(view.say("estimate"), view.say("estimate_note"))
    planned = {home.kind for home in plan.homes}
    seen = [(home.kind, home.size, home.found == "wrong") for home in plan.homes if home.found]
    told = estimated(seen) if {one[0] for one in seen} == planned else None
    if told is None:
        st.caption(view.say("not_enough"))
        return
    st.markdown(
        view.say(
            "told",
            rate=view.rate(told.rate),
            low=view.rate(told.low),
            high=view.rate(told.high),
            visited=view.households(told.visited),
            wrong=view.households(told.wrong),
        )
    )
