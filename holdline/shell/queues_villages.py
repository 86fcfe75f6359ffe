"""The labelling round in the villages: notices on the wall, and when each must begin."""

from collections.abc import Iterator, Mapping
from datetime import date, time
from typing import Any

import polars as pl
import streamlit as st

from holdline.shell import figure, listing, timelines_choice
from holdline.shell.queues_labels import round_year
from holdline.shell.view import View
from holdline.tables.layout import Cell, Heading, Line, Listing
from holdline.timeline.procedure import Legs, latest_start, legs, notice_ends

CALENDARS = ("calendar", "working")
NEVER = date(9999, 12, 31)
MOST = 200
ORDER = {"missed": 0, "late": 1, "left": 2, "begun": 3, "handed": 4, "none": 5}


def steps(view: View) -> Legs:
    """The days of each step, with the calendar the reader chose."""
    set_ = legs(timelines_choice.day(view), view.selection.division)
    options = CALENDARS if not set_.working else CALENDARS[::-1]
    is_working = timelines_choice.chosen(view, "calendar", options) == "working"
    return Legs(set_.appraisal, set_.town_review, set_.publicity, set_.handover, is_working)


def draw_notices(view: View) -> None:
    """Notices that run, were too short, or raised objections not settled."""
    on, taken = timelines_choice.day(view), steps(view)
    inputs = {**view.chosen("division"), "on": on, "round": round_year(view)}
    rows = list(notices(view.query("queues/notices", **inputs).rows, on, taken))
    counts = {
        "running": sum(row["state"] == "running" for row in rows),
        "short": sum(row["state"] == "short" for row in rows),
        "unsettled": sum(row["unsettled"] for row in rows),
    }
    note = view.say("notices_note", days=taken.publicity)
    told = {one: view.count(n) for one, n in counts.items()}
    key = "notices" if view.scope.shows_rows else "notices_untold"
    figure.title(view.say(key, **told), note)
    timelines_choice.draw(view, "calendar", CALENDARS[::-1] if taken.working else CALENDARS)
    shown = [row for row in rows if row["state"] != "over" or row["unsettled"]][:MOST]
    headings = [
        Heading("village", view.say("heads.village")),
        *(
            Heading(one, view.say(f"heads.{one}"), is_unbroken=True)
            for one in ("from", "to", "least")
        ),
        Heading("state", view.say("heads.state")),
        *(
            Heading(one, view.say(f"heads.{one}"), kind="number")
            for one in ("households", "objections")
        ),
    ]
    lines = [_notice(view, row) for row in shown]
    table = Listing("notices", note, headings, lines, empty=view.say("no_notices"))
    opens = timelines_choice.opening(view, {"households": "label-notice"})
    listing.draw(view, table, key="notices", height=250, on_chosen=opens)


def notices(rows: pl.DataFrame, on: date, taken: Legs) -> Iterator[dict[str, Any]]:
    """The rows of queues/notices with least_on, the first lawful last day, and state.

    state: running while it hangs; short when it ended, or its list was handed over, before
    least_on was over; else over.
    """
    for row in rows.iter_rows(named=True):
        least = notice_ends(row["publicity_from_on"], taken.publicity, working=taken.working)
        is_short = row["ended_on"] < least or (row["handed_on"] or NEVER) <= least
        state = (
            "short"
            if is_short
            else "running"
            if on <= min(row["ended_on"], NEVER) and on <= least
            else "over"
        )
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
    counts = {
        state: view.count(sum(row["state"] == state for row in rows))
        for state in ("missed", "late", "left")
    }
    days = {"appraisal": taken.appraisal, "review": taken.town_review}
    days |= {"publicity": taken.publicity, "handover": taken.handover}
    said = view.say("starts" if rows and view.scope.shows_rows else "starts_untold", **counts)
    figure.title(said, view.say("starts_note", **days))
    if not rows:
        st.caption(view.say("no_ladder", year=round_year(view)))
        return
    shown = sorted(
        rows, key=lambda row: (ORDER[row["state"]], row["start_on"], row["village_code"])
    )
    lines = [_start(view, row) for row in shown[:MOST]]
    counted = ("enjoying", "proposed", "handed")
    headings = [
        Heading("village", view.say("heads.village")),
        *(
            Heading(one, view.say(f"heads.{one}"), is_unbroken=True)
            for one in ("start", "begun", "due")
        ),
        *(Heading(one, view.say(f"heads.{one}"), kind="number") for one in counted),
        Heading("state", view.say("heads.state")),
    ]
    listing.draw(view, Listing("starts", said, headings, lines), key="starts", height=300)


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
            state = (
                "late"
                if begun > start
                else "handed"
                if row["handed"] >= row["proposed"]
                else "begun"
            )
        yield {**row, "start_on": start, "state": state}


def _start(view: View, row: Mapping[str, Any]) -> Line:
    cells = {
        "village": Cell(
            f"{row['parent_name'] or ''}{row['short_name'] or ''}", row["village_code"]
        ),
        "start": Cell(str(row["start_on"]), str(row["start_on"])),
        "begun": Cell(str(row["begun_on"]) if row["begun_on"] else view.common("values.none")),
        "due": Cell(f"{row['due_on']} {row['due_time'] or ''}".strip()),
        "enjoying": Cell(view.count(row["enjoying"]), row["enjoying"]),
        "proposed": Cell(view.count(row["proposed"]), row["proposed"]),
        "handed": Cell(view.count(row["handed"]), row["handed"]),
        "state": Cell(view.say(f"states.{row['state']}")),
    }
    return Line(row["village_code"], cells)
