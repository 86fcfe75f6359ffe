"""Send task files: which townships, by which day, and what is waiting in each."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import polars as pl
import streamlit as st

from holdline.exports.gate import Contents
from holdline.exports.provenance import Batch
from holdline.exports.task_rows import say
from holdline.exports.task_sending import TOWNSHIP, kind, made, townships
from holdline.quality.progress import today
from holdline.shell import download, figure, findings_rows, listing
from holdline.shell.findings_list import TICKED, UNTICKED, selected
from holdline.shell.view import View
from holdline.tables.layout import Cell, Heading, Line, Listing

CHOSEN = "tasks_townships"
COUNTS = ("findings", "errors", "households")
WHICH = ("waiting", "ticked", "again")
STATES = {"waiting": ("new", "claimed"), "again": ("verifying",)}
SENT_SEVERITIES = ("error", "warning")
DAYS_GIVEN = 14
# More rows than this in one go are no longer a task for a township.
MOST = 5000


def draw(view: View) -> None:
    """What waits in each township; ticked townships get a file each when the button is pressed."""
    figure.title(view.say("sending"), view.say("sending_note"))
    which = st.segmented_control(
        view.say("which.title"),
        WHICH,
        default=WHICH[1] if selected() else WHICH[0],
        key="tasks_which",
        required=True,
        label_visibility="collapsed",
        format_func=lambda one: view.say(f"which.{one}", count=view.count(len(selected()))),
    )
    rows = _waiting(view, str(which))
    counted = _counted(rows)
    ticked = st.session_state.setdefault(CHOSEN, set()) & set(counted["town"].to_list())
    _towns(view, counted, ticked)
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        due = st.date_input(
            view.say("due"), key="tasks_due", value=today() + timedelta(days=DAYS_GIVEN)
        )
        _button(view, rows.filter(pl.col("town").is_in(sorted(ticked))), due)


def draw_waiting(view: View) -> None:
    """What waits in each township, for whoever may see it and send nothing."""
    figure.title(view.say("waiting"), view.say("waiting_note"))
    counted = _counted(_waiting(view, WHICH[0]))
    names = places(view, counted["town"].to_list())
    lines = [_town(view, row, names) for row in counted.iter_rows(named=True)]
    headings = [Heading("town", view.say("heads.town")), *_numbers(view)]
    table = Listing(
        "waiting", view.say("waiting"), headings, lines, empty=view.say("nothing_waits")
    )
    listing.draw(view, table, key="towns", height=500)


def _numbers(view: View) -> list[Heading]:
    return [Heading(name, view.say(f"heads.{name}"), kind="number") for name in COUNTS]


def _town(view: View, row: Mapping[str, Any], names: Mapping[str, str]) -> Line:
    town = Cell(names.get(row["town"], row["town"]), row["town"])
    counts = {name: Cell(view.count(row[name]), row[name]) for name in COUNTS}
    return Line(row["town"], {"town": town, **counts})


def _waiting(view: View, which: str) -> pl.DataFrame:
    rows = findings_rows.standing(view).with_columns(
        town=pl.col("village_code").str.slice(0, TOWNSHIP)
    )
    placed = rows.filter(pl.col("village_code").str.len_chars() >= TOWNSHIP)
    if which == "ticked":
        states = STATES["waiting"] + STATES["again"]
        return placed.filter(
            pl.col("mark").is_in(sorted(selected())) & pl.col("state").is_in(states)
        )
    return placed.filter(
        pl.col("severity").is_in(SENT_SEVERITIES) & pl.col("state").is_in(STATES[which])
    )


def _counted(rows: pl.DataFrame) -> pl.DataFrame:
    return (
        rows.group_by("town")
        .agg(
            findings=pl.len(),
            errors=(pl.col("severity") == "error").sum(),
            households=pl.col("household_id").drop_nulls().n_unique(),
        )
        .sort("town")
    )


def _towns(view: View, counted: pl.DataFrame, ticked: set[str]) -> None:
    names = places(view, counted["town"].to_list())
    lines = [_ticking(_town(view, row, names), ticked) for row in counted.iter_rows(named=True)]
    heads = [Heading("tick", view.say("heads.tick")), Heading("town", view.say("heads.town"))]
    table = Listing(
        "towns",
        view.say("sending"),
        [*heads, *_numbers(view)],
        lines,
        empty=view.say("nothing_waits"),
    )
    listing.draw(view, table, key="towns", height=330, on_chosen=_ticked)
    with st.container(horizontal=True, gap="small"):
        everyone = counted["town"].to_list()
        st.button(view.say("all_towns"), type="tertiary", on_click=_choose, args=(everyone,))
        st.button(view.say("no_towns"), type="tertiary", on_click=_choose, args=([],))


def _ticking(line: Line, ticked: set[str]) -> Line:
    """The line with a box to tick, and a name that ticks it."""
    is_ticked = line.key in ticked
    tick = Cell(TICKED if is_ticked else UNTICKED, acts=True)
    town = replace(line.cells["town"], acts=True)
    return Line(line.key, {**line.cells, "tick": tick, "town": town}, is_ticked)


def places(view: View, codes: Sequence[str]) -> dict[str, str]:
    """Townships' names by code, each behind its county's unless it begins with it."""
    rows = view.query("findings/places", view=view.selection.tree, codes=list(codes)).rows
    return {
        row["division_code"]: _full(row["parent_name"] or "", row["short_name"], view.language)
        for row in rows.iter_rows(named=True)
    }


def _full(county: str, town: str, language: str) -> str:
    if town.startswith(county):
        return town
    return f"{county}{town}" if language == "zh" else f"{county} {town}"


def _ticked(click: Mapping[str, str]) -> None:
    st.session_state[CHOSEN] = st.session_state.get(CHOSEN, set()) ^ {click["row"]}


def _choose(towns: Sequence[str]) -> None:
    st.session_state[CHOSEN] = set(towns)


def _button(view: View, rows: pl.DataFrame, due: date | None) -> None:
    if rows.is_empty():
        st.button(view.say("send_none"), disabled=True, key="send_none")
        return
    if rows.height > MOST:
        st.warning(view.say("too_many", most=view.count(MOST)))
        return
    groups = townships(findings_rows.details(view, rows))
    title = say(view.language, "name", division=groups[0].name if len(groups) == 1 else "")
    stands = download.provenance(view, title)
    person = view.person

    def contents(batch: Batch) -> Contents:
        return made(person, stands, batch, groups, due)

    label = view.say("send", files=view.count(len(groups)), rows=view.count(rows.height))
    download.offer(view, stands, kind(groups), contents, key="send_tasks", label=label)
