"""What may be done to the ticked findings, and doing it."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import polars as pl
import streamlit as st

from holdline.quality import handling
from holdline.quality.progress import today
from holdline.shell import findings_rows, going
from holdline.shell.findings_list import may_act, select, selected
from holdline.shell.view import View
from holdline.state.triage import ACTS, SCOPES, VERDICTS, Act, Outcome

OFFERED = tuple(ACTS)
DAYS_GIVEN = 14
TOLD = "findings_told"
# States as they are shown, and where triage has such a record.
BEHIND = {"remembered": "closed", "expired": "closed", "unchanged": "closed"}


def draw(view: View, rows: pl.DataFrame, listed: Sequence[str]) -> None:
    """Ticking in bulk, then one act for all that is ticked; what became of the last one above."""
    if not may_act(view):
        return
    _told_last(view)
    marks = selected() & set(rows["mark"].to_list())
    with st.container(horizontal=True, vertical_alignment="center", gap="small", wrap=True):
        _tick(view, "tick_listed", listed)
        _tick(view, "tick_all", rows["mark"].to_list())
        if marks:
            _tick(view, "untick_all", [])
        st.caption(view.say("ticked", count=view.count(len(marks))))
        chosen = rows.filter(pl.col("mark").is_in(list(marks)))
        if (
            marks
            and view.person.may("view.tasks")
            and st.button(view.say("to_tasks"), icon=":material/assignment:", key="to_tasks")
        ):
            going.open_page(view, "tasks", household="")
        for name in _possible(view, chosen):
            with st.popover(view.say(f"acts.{name}"), width="content"):
                _form(view, name, chosen, marks)


def _possible(view: View, chosen: pl.DataFrame) -> list[str]:
    """The acts that at least one of the ticked allows, and this person may do."""
    states = {BEHIND.get(state, state) for state in chosen["state"].unique().to_list()}
    return [
        name
        for name in OFFERED
        if states & set(ACTS[name][0]) and view.person.may(handling.permission(name))
    ]


def _tick(view: View, name: str, marks: Sequence[str]) -> None:
    label = view.say(name, count=view.count(len(marks)))
    st.button(label, key=name, type="tertiary", on_click=select, args=(marks,))


def _form(view: View, name: str, rows: pl.DataFrame, marks: set[str]) -> None:
    with st.form(f"act_{name}", border=False, clear_on_submit=True):
        st.markdown(view.say(f"explained.{name}"))
        told = _asked(view, name)
        note = st.text_area(view.say("asked.note"), key=f"{name}_note", height=80)
        label = view.say("do", act=view.say(f"acts.{name}"), count=view.count(len(marks)))
        if st.form_submit_button(label, type="primary"):
            doing = Act(name, view.person.account, note=note.strip(), **told)
            _do(view, rows, marks, doing)


def _asked(view: View, name: str) -> dict[str, Any]:
    """What an act asks for besides a note."""
    if name in ("claim", "verify"):
        return {
            "owner": st.text_input(view.say("asked.owner"), key=f"{name}_owner").strip(),
            "due_on": st.date_input(
                view.say("asked.due_on"),
                key=f"{name}_due",
                value=today() + timedelta(days=DAYS_GIVEN),
            ),
        }
    if name == "judge":
        return _verdict(view)
    return {}


def _verdict(view: View) -> dict[str, Any]:
    return {
        "verdict": st.selectbox(
            view.say("asked.verdict"),
            VERDICTS,
            key="judge_verdict",
            format_func=lambda one: view.say(f"verdicts.{one}"),
        ),
        "is_corrected": st.checkbox(view.say("asked.is_corrected"), key="judge_corrected"),
        "scope": st.selectbox(
            view.say("asked.scope"),
            SCOPES,
            key="judge_scope",
            format_func=lambda one: view.say(f"scopes.{one}"),
        ),
        "expires_on": st.date_input(view.say("asked.expires_on"), key="judge_expires", value=None),
    }


def _do(view: View, rows: pl.DataFrame, marks: set[str], doing: Act) -> None:
    outcome = handling.handle(view.person, findings_rows.subjects(view, rows, marks), doing)
    st.session_state[TOLD] = (doing.name, outcome)
    select(set(outcome.refused))
    st.rerun()


def _told_last(view: View) -> None:
    told: tuple[str, Outcome] | None = st.session_state.pop(TOLD, None)
    if not told:
        return
    name, outcome = told
    done = view.say("done", act=view.say(f"acts.{name}"), count=view.count(len(outcome.done)))
    reasons = list(outcome.refused.values())
    if not reasons:
        st.success(done)
        return
    why = [
        view.say(f"refused.{reason}", count=view.count(reasons.count(reason)))
        for reason in sorted(set(reasons))
    ]
    st.warning(" ".join([done, *why]))
