"""The households a layer reaches: the screening list, what became of them, and both as a file."""

from datetime import date
from typing import Any

import polars as pl
import streamlit as st

from holdline.charts.trend import trend
from holdline.errors import MonthUnreadable
from holdline.exports.gate import Contents
from holdline.exports.provenance import Batch
from holdline.exports.workbook import Field, Sheet, workbook
from holdline.geo.dropin import Hazard
from holdline.messages.dates import day_name, month_key, parse_month
from holdline.queries.catalogue import query
from holdline.queries.runner import Result, run
from holdline.reference.periods import months
from holdline.shell import download, going, listing
from holdline.shell import figure as figures
from holdline.shell.view import View, one
from holdline.tables.layout import Cell, Heading, Line, Listing
from holdline.timeline.cohort import COUNTS, WITH_PEOPLE, followed, members
from holdline.warehouse import snapshot as snapshots
from holdline.warehouse.connection import open_snapshot

LISTED = 200
COLUMNS = ("id", "head", "town", "village", "household_type", "value", "state", "visited")
OWN = ("value", "state", "visited")
HEIGHT = 300


def draw(view: View, hazard: Hazard, found: pl.DataFrame, least: float) -> None:
    """The list; for an event, also what became of those it hit, month by month."""
    since = _since(view, hazard) if not hazard.services else None
    told = _followed(view, found, since) if since and found.height else None
    shown = _behind(view, found, since) if since else found
    figures.title(_named(view, hazard, shown), view.say("hazard.cohort_note", take=LISTED))
    _list(view, hazard, shown.head(LISTED))
    if told is not None:
        _over_time(view, told)
    if found.height:
        _offer(view, hazard, shown, told, least)


def _named(view: View, hazard: Hazard, shown: pl.DataFrame) -> str:
    """What is listed: all reached, or those behind one count of a month."""
    said = view.say("hazard.remote" if hazard.services else "hazard.cohort")
    name, month = _part(view)
    if name and not hazard.services:
        part = view.say(f"followed.{name}")
        said = view.say("hazard.part", cohort=said, month=view.month_name(month), part=part)
    return view.say("hazard.counted", cohort=said, count=view.households(shown.height))


def _part(view: View) -> tuple[str, date]:
    """The count whose households are listed, and its month; no name for everybody."""
    name, _, month = view.selection.extra("part").partition("~")
    if name not in COUNTS:
        return "", view.month
    try:
        return name, parse_month(month)
    except MonthUnreadable:
        return "", view.month


def _behind(view: View, found: pl.DataFrame, since: date) -> pl.DataFrame:
    name, month = _part(view)
    if not name:
        return found
    spells = view.query("map/spells", **view.chosen("division", "month")).rows
    numbers = members(found["household_id"], spells, name, month, since)
    return found.filter(pl.col("household_id").is_in(numbers.implode()))


def _since(view: View, hazard: Hazard) -> date:
    """The event's month: the reader's, else the file's, else a year before the month shown."""
    period = one(view.query("shared/period"))
    held = months(period["first_month"], view.month)
    usual = hazard.month if hazard.month in held else held[max(0, len(held) - 12)]
    told = view.selection.extra("since")
    known = {month_key(month): month for month in held}
    return known.get(told, usual)


def _followed(view: View, found: pl.DataFrame, since: date) -> pl.DataFrame:
    spells = view.query("map/spells", **view.chosen("division", "month")).rows
    return followed(found["household_id"], spells, months(since, view.month))


def _over_time(view: View, told: pl.DataFrame) -> None:
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        figures.title(view.say("hazard.followed"), view.say("hazard.followed_note"))
        _choose_month(view, told["month"][0])
    left, right = st.columns([2, 3], gap="medium")
    with left:
        names = [view.month_name(month) for month in told["month"]]
        labels = {name: view.say(f"followed.{name}") for name in WITH_PEOPLE}
        answer = Result(told, "map/followed", {}, ())
        spec = trend(
            answer,
            names=names,
            stock="open",
            came="new",
            went="eliminated",
            labels=labels,
            height=HEIGHT,
        )
        figures.draw(view, spec, key="map_followed", alt=view.say("hazard.followed"), part="month")
    with right:
        picked = listing.draw(view, _months(view, told), key="map_followed_table", height=HEIGHT)
    if picked:
        part = f"{picked['column']}~{picked['row']}"
        going.more(view, part="" if part == view.selection.extra("part") else part)
        going.again()


def _choose_month(view: View, since: date) -> None:
    period = one(view.query("shared/period"))
    st.session_state["map_since"] = since
    st.selectbox(
        view.say("labels.since"),
        list(reversed(months(period["first_month"], view.month))),
        key="map_since",
        format_func=lambda month: view.say("hazard.since", month=view.month_name(month)),
        label_visibility="collapsed",
        width=210,
        on_change=lambda: going.more(view, since=month_key(st.session_state["map_since"])),
    )


def _months(view: View, told: pl.DataFrame) -> Listing:
    return Listing(
        name="followed",
        caption=view.say("hazard.followed"),
        headings=[
            Heading("month", view.say("followed.month"), is_unbroken=True),
            *(Heading(name, view.say(f"followed.{name}"), kind="number") for name in COUNTS),
        ],
        lines=[
            Line(month_key(row["month"]), _of_month(view, row))
            for row in told.reverse().iter_rows(named=True)
        ],
    )


def _of_month(view: View, row: dict[str, Any]) -> dict[str, Cell]:
    cells = {"month": Cell(view.month_name(row["month"]), month_key(row["month"]))}
    for name in COUNTS:
        said = view.count(row[name])
        if name in WITH_PEOPLE:
            people = view.people(row[f"{name}_people"])
            said = view.say("followed.with_people", count=said, people=people)
        cells[name] = Cell(said, row[name], acts=bool(row[name]))
    return cells


def _list(view: View, hazard: Hazard, some: pl.DataFrame) -> None:
    """Those not under monitoring first, the most exposed first."""
    numbers = ",".join(some["household_id"])
    named = view.query("map/named", view=view.selection.tree, households=numbers).rows
    known = {row["household_id"]: row for row in named.iter_rows(named=True)}
    table = Listing(
        name="cohort",
        caption=_named(view, hazard, some),
        headings=[_heading(view, hazard, name) for name in COLUMNS],
        lines=[
            Line(row["household_id"], _cells(view, row, known[row["household_id"]]))
            for row in some.iter_rows(named=True)
        ],
        empty=view.say("hazard.nobody"),
    )
    picked = listing.draw(view, table, key="map_cohort", height=HEIGHT)
    if picked:
        going.open_page(view, "households", household=picked["row"])


def _title(view: View, hazard: Hazard, name: str) -> str:
    if name == "value" and hazard.services:
        return view.say("hazard.kilometres")
    return view.say(f"hazard.{name}") if name in OWN else view.common(f"lists.{name}")


def _heading(view: View, hazard: Hazard, name: str) -> Heading:
    return Heading(
        name,
        _title(view, hazard, name),
        kind="number" if name == "value" else "text",
        is_wide_only=name in ("town", "household_type", "visited"),
        is_unbroken=name in ("id", "head"),
    )


def _cells(view: View, row: dict[str, Any], known: dict[str, Any]) -> dict[str, Cell]:
    visited = known["last_visited_on"]
    return {
        "id": Cell(row["household_id"], row["household_id"], acts=True),
        "head": Cell(known["head_name"] or view.common("values.missing"), acts=True),
        "town": Cell(known["town_name"] or view.common("values.unknown_place")),
        "village": Cell(known["village_name"] or view.common("values.unknown_place")),
        "household_type": Cell(view.code("household_type", known["household_type"])),
        "value": Cell(f"{row['value']:,.1f}", row["value"]),
        "state": Cell(view.say("hazard.open" if row["is_open"] else "hazard.unwatched")),
        "visited": Cell(day_name(visited, view.language) if visited else "", str(visited or "")),
    }


def _offer(
    view: View, hazard: Hazard, found: pl.DataFrame, told: pl.DataFrame | None, least: float
) -> None:
    """Everybody reached, not only those listed, and the months; as the reader may see them."""
    layer = ((view.say("labels.hazard"), f"{hazard.name} ≥ {least:g} · {hazard.digest[:12]}"),)
    stands = download.provenance(view, _named(view, hazard, found), filters=layer)
    fields = [Field(_title(view, hazard, name)) for name in COLUMNS]

    def made(batch: Batch) -> Contents:
        rows = _everybody(view, found)
        sheets = [Sheet(view.say("hazard.sheet"), _named(view, hazard, found), fields, rows)]
        if told is not None:
            sheets.append(_sheet(view, told))
        return Contents(workbook(stands, batch, sheets), len(rows))

    download.offer(view, stands, "xlsx", made, key="map_cohort_file", label=view.say("hazard.file"))


def _everybody(view: View, found: pl.DataFrame) -> list[tuple[Any, ...]]:
    inputs = {"view": view.selection.tree, "households": ",".join(found["household_id"])}
    warehouse = open_snapshot(snapshots.named(view.manifest.snapshot_id))
    with warehouse.reading(view.scope) as cursor:
        named = run(cursor, query("map/named"), inputs).rows
    known = {row["household_id"]: row for row in named.iter_rows(named=True)}
    rows = []
    for row in found.iter_rows(named=True):
        of = known[row["household_id"]]
        state = view.say("hazard.open" if row["is_open"] else "hazard.unwatched")
        place = (of["head_name"], of["town_name"], of["village_name"])
        kind = view.code("household_type", of["household_type"])
        value, visited = round(row["value"], 1), of["last_visited_on"]
        rows.append((row["household_id"], *place, kind, value, state, visited))
    return rows


def _sheet(view: View, told: pl.DataFrame) -> Sheet:
    names = ("month", *COUNTS)
    fields = [Field(view.say(f"followed.{name}")) for name in names]
    rows = [
        (view.month_name(row["month"]), *(row[name] for name in COUNTS))
        for row in told.iter_rows(named=True)
    ]
    return Sheet(view.say("hazard.followed_sheet"), view.say("hazard.followed"), fields, rows)
