"""The labelling round: its pipeline, its notices, the latest start of each village, its files."""

from collections.abc import Iterator, Mapping
from datetime import date, time
from typing import Any

import polars as pl
import streamlit as st

from holdline.messages.dates import day_name
from holdline.shell import figure, going, listing, queues_clocks, timelines_behind, timelines_choice
from holdline.shell.view import View
from holdline.tables.layout import Cell, Heading, Line, Listing
from holdline.timeline.procedure import Legs, latest_start, legs, notice_ends

STAGES = ("screened", "appraised", "town", "publicity", "to_county", "county", "to_city", "to_province", "province", "annotated", "stopped")
CALENDARS = ("calendar", "working")
NEVER = date(9999, 12, 31)
MOST = 200


def round_year(view: View) -> int:
    """The round shown: the chosen month's year."""
    return view.month.year


def steps(view: View) -> Legs:
    """The days of each step, with the calendar the reader chose."""
    set_ = legs(timelines_choice.day(view), view.selection.division)
    options = CALENDARS if not set_.working else CALENDARS[::-1]
    is_working = timelines_choice.chosen(view, "calendar", options) == "working"
    return Legs(set_.appraisal, set_.town_review, set_.publicity, set_.handover, is_working)


def draw_pipeline(view: View) -> None:
    """How many households stand at each step, and how many have stood there long."""
    on, limit = timelines_choice.day(view), queues_clocks.days(view, "waiting")
    year = round_year(view)
    inputs = {**view.chosen("division"), "on": on, "round": year, "days": limit}
    rows = {row["stage"]: row for row in view.query("queues/labels", **inputs).rows.iter_rows(named=True)}
    total = sum(row["households"] for row in rows.values())
    figure.title(
        view.say("pipeline", year=year, households=view.households(total), day=day_name(on, view.language)),
        view.say("pipeline_note", days=limit),
    )
    most = max((row["households"] for row in rows.values()), default=0)
    lines = [_stage(view, stage, rows[stage], most) for stage in STAGES if stage in rows]
    headings = [
        Heading("stage", view.say("heads.stage")),
        Heading("households", view.say("heads.households"), kind="bar"),
        *(Heading(name, view.say(f"heads.{name}"), kind="number", hint=view.say(f"hints.{name}")) for name in ("long", "longest", "median_days")),
    ]
    table = Listing("pipeline", view.say("pipeline_note", days=limit), headings, lines, is_sortable=False, empty=view.say("no_round", year=year))
    pressed = listing.draw(view, table, key="pipeline", height=300)
    if pressed and pressed["column"] in ("households", "long"):
        figure_name = "label-stage" if pressed["column"] == "households" else "label-long"
        timelines_choice.open_figure(view, figure_name, pressed["row"])
        going.again()


def _stage(view: View, stage: str, row: Mapping[str, Any], most: int) -> Line:
    cells = {
        "stage": Cell(timelines_behind.said(view, f"stages.{stage}")),
        "households": Cell(view.count(row["households"]), row["households"], share=row["households"] / most, acts=True),
        "long": Cell(view.count(row["long"]), row["long"], acts=True),
        "longest": Cell(view.count(row["longest"]), row["longest"]),
        "median_days": Cell(view.count(row["median_days"]), row["median_days"]),
    }
    return Line(str(row["position"]), cells)


def draw_notices(view: View) -> None:
    """Notices that run, were too short, or raised objections not settled."""
    on, taken = timelines_choice.day(view), steps(view)
    options = CALENDARS if not taken.working else CALENDARS[::-1]
    inputs = {**view.chosen("division"), "on": on, "round": round_year(view)}
    rows = list(notices(view.query("queues/notices", **inputs).rows, on, taken))
    shown = [row for row in rows if row["state"] != "over" or row["unsettled"]]
    figure.title(
        view.say("notices", **{state: view.count(sum(row["state"] == state for row in rows)) for state in ("running", "short")}, unsettled=view.count(sum(row["unsettled"] for row in rows))),
        view.say("notices_note", days=taken.publicity),
    )
    timelines_choice.draw(view, "calendar", options)
    lines = [_notice(view, row) for row in shown[:MOST]]
    headings = [
        Heading("village", view.say("heads.village")),
        *(Heading(name, view.say(f"heads.{name}"), is_unbroken=True) for name in ("from", "to", "least")),
        Heading("state", view.say("heads.state")),
        *(Heading(name, view.say(f"heads.{name}"), kind="number") for name in ("households", "objections")),
    ]
    table = Listing("notices", view.say("notices_note", days=taken.publicity), headings, lines, empty=view.say("no_notices"))
    pressed = listing.draw(view, table, key="notices", height=250)
    if pressed and pressed["column"] == "households":
        timelines_choice.open_figure(view, "label-notice", pressed["row"])
        going.again()


def notices(rows: pl.DataFrame, on: date, taken: Legs) -> Iterator[dict[str, Any]]:
    """The rows of queues/notices with least_on, the first lawful last day, and state.

    state: running while it hangs; short when it ended, or its list was handed over, before
    least_on was over; else over.
    """
    for row in rows.iter_rows(named=True):
        least = notice_ends(row["publicity_from_on"], taken.publicity, working=taken.working)
        is_short = row["ended_on"] < least or (row["handed_on"] or NEVER) <= least
        state = "short" if is_short else "running" if on <= min(row["ended_on"], NEVER) and on <= least else "over"
        yield {**row, "least_on": least, "state": state}


def _notice(view: View, row: Mapping[str, Any]) -> Line:
    ended = "" if row["ended_on"] == NEVER else str(row["ended_on"])
    said = view.say(f"states.{row['state']}")
    if row["unsettled"]:
        said = view.say("states.unsettled", state=said, unsettled=view.count(row["unsettled"]))
    cells = {
        "village": Cell(f"{row['parent_name'] or ''}{row['short_name'] or ''}"),
        "from": Cell(str(row["publicity_from_on"])),
        "to": Cell(ended or view.common("values.missing")),
        "least": Cell(str(row["least_on"])),
        "state": Cell(said),
        "households": Cell(view.count(row["households"]), row["households"], acts=True),
        "objections": Cell(view.count(row["objections"]), row["objections"]),
    }
    return Line(f"{row['village_code']}~{row['publicity_from_on']}~{ended}", cells)


def draw_starts(view: View) -> None:
    """The latest start of each village, and those that have not begun or are late."""
    on, taken = timelines_choice.day(view), steps(view)
    inputs = {**view.chosen("division"), "on": on, "round": round_year(view)}
    rows = list(starts(view.query("queues/villages", **inputs).rows, on, taken))
    counts = {state: view.count(sum(row["state"] == state for row in rows)) for state in ("late", "missed", "left")}
    figure.title(
        view.say("starts", **counts),
        view.say("starts_note", appraisal=taken.appraisal, review=taken.town_review, publicity=taken.publicity, handover=taken.handover),
    )
    if not rows:
        st.caption(view.say("no_ladder", year=round_year(view)))
        return
    order = {"missed": 0, "late": 1, "left": 2, "begun": 3, "handed": 3, "none": 4}
    shown = sorted(rows, key=lambda row: (order[row["state"]], row["start_on"], row["village_code"]))[:MOST]
    lines = [_start(view, row) for row in shown]
    headings = [
        Heading("village", view.say("heads.village")),
        *(Heading(name, view.say(f"heads.{name}"), is_unbroken=True) for name in ("start", "begun", "due")),
        *(Heading(name, view.say(f"heads.{name}"), kind="number") for name in ("enjoying", "proposed", "handed")),
        Heading("state", view.say("heads.state")),
    ]
    listing.draw(view, Listing("starts", view.say("starts", **counts), headings, lines), key="starts", height=300)


def starts(rows: pl.DataFrame, on: date, taken: Legs) -> Iterator[dict[str, Any]]:
    """The rows of queues/villages that a ladder binds, with start_on, the latest start, and state.

    state: handed when all proposed are handed over; late when begun after start_on; begun; when
    not begun: left while there is time, then missed, or none where nobody is proposed.
    """
    for row in rows.iter_rows(named=True):
        if row["due_on"] is None:
            continue
        at = time.fromisoformat(row["due_time"]) if row["due_time"] else None
        start = latest_start(row["due_on"], at, taken)
        begun = row["begun_on"]
        state = "left" if on <= start else "missed" if row["proposed"] else "none"
        if begun is not None:
            state = "late" if begun > start else "handed" if row["handed"] >= row["proposed"] else "begun"
        yield {**row, "start_on": start, "state": state}


def _start(view: View, row: Mapping[str, Any]) -> Line:
    cells = {
        "village": Cell(f"{row['parent_name'] or ''}{row['short_name'] or ''}", row["village_code"]),
        "start": Cell(str(row["start_on"]), str(row["start_on"])),
        "begun": Cell(str(row["begun_on"]) if row["begun_on"] else view.common("values.none")),
        "due": Cell(f"{row['due_on']} {row['due_time'] or ''}".strip()),
        "enjoying": Cell(view.count(row["enjoying"]), row["enjoying"]),
        "proposed": Cell(view.count(row["proposed"]), row["proposed"]),
        "handed": Cell(view.count(row["handed"]), row["handed"]),
        "state": Cell(view.say(f"states.{row['state']}")),
    }
    return Line(row["village_code"], cells)


def draw_files(view: View) -> None:
    """Which papers lack in the files of the round."""
    year = round_year(view)
    rows = view.query("queues/files", **view.chosen("division"), round=year).rows
    figure.title(view.say("files", year=year), view.say("files_note"))
    lines = [
        Line(
            row["item"],
            {
                "item": Cell(view.say("any_paper") if row["item"] == "all" else view.code("file_item", row["item"])),
                "households": Cell(view.count(row["households"]), row["households"], acts=True),
                "rate": Cell(view.rate(row["rate"]), row["rate"]),
            },
        )
        for row in rows.iter_rows(named=True)
    ]
    headings = [
        Heading("item", view.say("heads.item")),
        Heading("households", view.say("heads.lacking_households"), kind="number"),
        Heading("rate", view.say("heads.lacking_rate"), kind="number", hint=view.say("hints.lacking_rate")),
    ]
    pressed = listing.draw(view, Listing("files", view.say("files_note"), headings, lines, empty=view.say("files_complete")), key="files", height=250)
    if pressed:
        name, key = ("label-incomplete", "") if pressed["row"] == "all" else ("label-lacking", pressed["row"])
        timelines_choice.open_figure(view, name, key)
        going.again()
