"""The ledger of imports on the snapshots page: what each brought, and what may be done with it."""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from zoneinfo import ZoneInfo

import streamlit as st

from holdline.build import deciding, drift, gate
from holdline.errors import HoldlineError
from holdline.messages.catalogue import text
from holdline.messages.dates import day_name
from holdline.shell import figure, going, listing
from holdline.shell.view import View
from holdline.state.imports import Entry
from holdline.tables.layout import Cell, Heading, Line, Listing
from holdline.warehouse import snapshot as snapshots

HERE = ZoneInfo("Asia/Shanghai")
SHOWN = 12  # alarms and changes of shape told one by one
NUMBERS = ("households", "rows_set_aside")
WIDE_ONLY = ("account", "rows_set_aside")
# What may be done with an import in a state, and the permission it takes.
ACTS: Mapping[str, tuple[str, Callable[..., object]]] = {
    "release": ("act.acknowledge", deciding.release),
    "roll_back": ("act.roll_back", deciding.roll_back),
    "undo": ("act.roll_back", deciding.undo),
}
OFFERED: Mapping[str, tuple[str, ...]] = {
    "serving": ("undo",),
    "published": ("roll_back", "undo"),
    "waiting": ("release", "undo"),
    "rolled_back": ("release", "undo"),
    "undone": (),
}


def draw(view: View) -> None:
    """Every import on the left, the chosen one on the right."""
    entries = deciding.listed()
    serving = snapshots.pointed()
    told = view.selection.extra("shown", serving)
    chosen = next((one for one in entries if one.snapshot_id == told), entries[0])
    left, right = st.columns([3, 2], gap="medium")
    with left:
        figure.title(view.say("ledger", count=view.count(len(entries))), view.say("ledger_note"))
        lines = [_line(view, one, serving, chosen) for one in entries]
        headings = [
            Heading(
                name,
                view.say(f"heads.{name}"),
                kind="number" if name in NUMBERS else "text",
                is_wide_only=name in WIDE_ONLY,
                is_unbroken=name in ("snapshot", "state", "as_of"),
            )
            for name in ("state", "snapshot", "as_of", "made", "account", *NUMBERS)
        ]
        table = Listing("ledger", view.say("ledger_caption"), headings, lines, is_sortable=False)
        listing.draw(
            view, table, key="ledger", height=560,
            on_chosen=lambda click: going.more(view, shown=click["row"]),
        )  # fmt: skip
    with right:
        _chosen(view, chosen, serving)


def state_of(entry: Entry, serving: str) -> str:
    """What an import is now: the pointer says which one serves, the ledger the rest."""
    return "serving" if entry.snapshot_id == serving else entry.state


def moment(view: View, at: datetime) -> str:
    """A moment as the reader's clock shows it."""
    here = at.astimezone(HERE)
    return f"{day_name(here.date(), view.language)} {here:%H:%M}"


def _line(view: View, one: Entry, serving: str, chosen: Entry) -> Line:
    return Line(
        one.snapshot_id,
        {
            "state": Cell(text(view.language, f"snapshots.states.{state_of(one, serving)}")),
            "snapshot": Cell(one.snapshot_id, acts=True),
            "as_of": Cell(day_name(one.as_of_on, view.language), str(one.as_of_on)),
            "made": Cell(moment(view, one.made_at), one.made_at.isoformat()),
            "account": Cell(one.account or view.common("values.missing")),
            "households": Cell(view.count(one.households), one.households),
            "rows_set_aside": Cell(view.count(one.rows_set_aside), one.rows_set_aside),
        },
        is_chosen=one.snapshot_id == chosen.snapshot_id,
    )


def _chosen(view: View, one: Entry, serving: str) -> None:
    state = state_of(one, serving)
    said = text(view.language, f"snapshots.states.{state}")
    figure.title(f"{one.snapshot_id} · {said}", view.say(f"states_note.{state}"))
    with st.container(horizontal=True, gap="small"):
        _link(view, "open", ":material/visibility:", "briefing", one)
        _link(view, "contents", ":material/database:", "snapshot", one)
        if one.before_id:
            st.button(
                view.say("acts.compare"),
                icon=":material/compare_arrows:",
                on_click=going.more,
                args=(view,),
                kwargs={"part": "compared", "old": one.before_id, "new": one.snapshot_id},
            )
    _noticed(view, one, state)
    _deciding(view, one, state)
    _decided(view, one)


def _link(view: View, act: str, icon: str, page: str, one: Entry) -> None:
    """A link pinned to that snapshot, at its last month."""
    if st.button(view.say(f"acts.{act}"), icon=icon, key=f"snapshots_{act}"):
        going.open_page(view, page, snapshot=one.snapshot_id, month=None)


def _noticed(view: View, one: Entry, state: str) -> None:
    found = gate.from_facts(one.noticed)
    count = view.count(len(found.alarms))
    if found.alarms and state == "waiting":
        st.error(view.say("alarms", count=count), icon=":material/block:")
    elif found.alarms:
        st.info(view.say("alarms_past", count=count))
    _list(gate.told(alarm, view.language) for alarm in found.alarms[:SHOWN])
    if len(found.alarms) > SHOWN:
        st.caption(view.say("alarms_more", count=view.count(len(found.alarms) - SHOWN)))
    if found.drift:
        st.markdown("**" + figure.escaped(view.say("drift")) + "**")
    _list(drift.told(one, view.language) for one in found.drift[:SHOWN])
    if not found.alarms and not found.drift:
        st.caption(view.say("nothing_noticed" if one.before_id else "first"))


def _list(told: Iterable[str]) -> None:
    lines = [f"- {figure.escaped(one)}" for one in told]
    if lines:
        st.markdown("\n".join(lines))


def _deciding(view: View, one: Entry, state: str) -> None:
    allowed = [act for act in OFFERED[state] if view.person.may(ACTS[act][0])]
    if not allowed:
        return
    reason = st.text_input(
        view.say("reason"), key=f"reason_{one.snapshot_id}", placeholder=view.say("reason_hint")
    )
    with st.container(horizontal=True, gap="small"):
        for act in allowed:
            is_asked = st.button(
                view.say(f"acts.{act}"),
                key=f"snapshots_{act}",
                type="primary" if act == "release" else "secondary",
                help=view.say(f"acts_note.{act}"),
            )
            if is_asked:
                _do(view, act, one.snapshot_id, reason)


def _do(view: View, act: str, snapshot_id: str, reason: str) -> None:
    try:
        ACTS[act][1](view.person, snapshot_id, reason)
    except HoldlineError as fault:
        _say(view, fault)
        return
    going.again()


def _say(view: View, fault: HoldlineError) -> None:
    kind = type(fault).__name__
    st.error(text(view.language, f"errors.{kind}.what", **fault.facts))
    st.caption(text(view.language, f"errors.{kind}.fix", **fault.facts))


def _decided(view: View, one: Entry) -> None:
    lines = [
        Line(
            str(number),
            {
                "when": Cell(moment(view, step.decided_at), step.decided_at.isoformat()),
                "account": Cell(step.account),
                "state": Cell(text(view.language, f"snapshots.states.{step.state}")),
                "reason": Cell(step.reason),
            },
        )
        for number, step in enumerate(deciding.decisions(one.snapshot_id))
    ]
    headings = [Heading(name, view.say(f"steps.{name}")) for name in ("when", "account", "state")]
    headings.append(Heading("reason", view.say("steps.reason")))
    table = Listing(
        "steps", view.say("decided"), headings, lines,
        is_sortable=False, empty=view.say("undecided"),
    )  # fmt: skip
    figure.title(view.say("decided"))
    listing.draw(view, table, key="steps")
