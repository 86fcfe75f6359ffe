"""On a household's card: who may see it at all, and one cell of it revealed for a purpose."""

import time
from datetime import datetime, timedelta

import streamlit as st

from holdline.access import audit, pace
from holdline.errors import HoldlineError, PageClosed
from holdline.messages.catalogue import text
from holdline.queries import revealing
from holdline.queries.revealing import Cell
from holdline.shell import figure, going
from holdline.shell.view import View
from holdline.state.clock import now
from holdline.warehouse import snapshot as snapshots

SEEN = "households_seen"
AGAIN = timedelta(minutes=10)
REASON, SUBJECT = 120, 40
MINUTE = 60


def open_card(view: View) -> None:
    """Let a reader of records go on to a household's card, and nobody else.

    Raises:
        PageClosed: the role sees figures or lists only, whether or not there is such a household.
    """
    if view.scope.sight != "records":
        raise PageClosed(
            page=_say(view, "card"),
            role=_say(view, f"roles.{view.person.role}"),
            why=_say(view, f"sees.{view.person.role}"),
        )


def seen(view: View, household: str, *, is_there: bool) -> None:
    """Write down that the reader saw the household, or asked for one that is not there for them.

    Raises:
        PaceExceeded: they have opened too many within the hour.
        StateUnavailable: it could not be written down; nothing is shown then.
    """
    kept: dict[str, datetime] = st.session_state.setdefault(SEEN, {})
    if household in kept and now() - kept[household] < AGAIN:
        return
    time.sleep(pace.take(view.person, "card"))
    action = "household.seen" if is_there else "household.refused"
    audit.record(view.person, action, household[:SUBJECT], snapshot=view.manifest.snapshot_id)
    kept[household] = now()


def draw(view: View, household: str) -> None:
    """The cells revealed now, with how long they stay; and the form that reveals one more."""
    if not view.person.may(revealing.PERMISSION):
        return
    snapshot = snapshots.named(view.manifest.snapshot_id)
    people = _people(view, household)
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="revealed"):
        with st.popover(_say(view, "reveal.open"), icon=":material/visibility:", type="tertiary"):
            _form(view, household, people)
        if revealing.shown(view.person, snapshot, household):
            st.fragment(_cells, run_every=MINUTE)(view, household, people)


def _cells(view: View, household: str, people: dict[str, str]) -> None:
    """The cells revealed now; looked at again each minute, so that none stays on the screen."""
    snapshot = snapshots.named(view.manifest.snapshot_id)
    for shown in revealing.shown(view.person, snapshot, household):
        left = max(1, -(-int((shown.until - now()).total_seconds()) // MINUTE))
        value = shown.value or view.common("values.missing")
        told = _say(view, "reveal.left", minutes=left)
        st.markdown(
            f"{figure.escaped(_title(view, shown.cell, people))} "
            f"**{figure.escaped(value)}** :gray[{figure.escaped(told)}]"
        )


def _people(view: View, household: str) -> dict[str, str]:
    rows = view.query("household/members", household_id=household).rows
    missing = view.common("values.missing")
    return {row["person_id"]: row["name"] or missing for row in rows.iter_rows(named=True)}


def _form(view: View, household: str, people: dict[str, str]) -> None:
    cells = [Cell(household, "", field) for field in revealing.OF_HOUSEHOLD]
    cells += [Cell(household, one, field) for one in people for field in revealing.OF_PERSON]
    with st.form("reveal", border=False):
        cell = st.selectbox(
            _say(view, "reveal.what"), cells, format_func=lambda one: _title(view, one, people)
        )
        purpose = st.selectbox(
            _say(view, "reveal.purpose"),
            revealing.PURPOSES,
            index=None,
            placeholder=_say(view, "reveal.choose"),
            format_func=lambda one: _say(view, f"purposes.{one}"),
        )
        reason = st.text_input(_say(view, "reveal.reason"), max_chars=REASON)
        st.caption(
            _say(view, "reveal.note", minutes=int(revealing.LASTS.total_seconds() // MINUTE))
        )
        if st.form_submit_button(_say(view, "reveal.show"), type="primary"):
            _reveal(view, cell, purpose or "", reason)


def _reveal(view: View, cell: Cell, purpose: str, reason: str) -> None:
    try:
        snapshot = snapshots.named(view.manifest.snapshot_id)
        revealing.reveal(view.person, snapshot, cell, purpose, reason)
    except HoldlineError as fault:
        kind = type(fault).__name__
        st.error(text(view.language, f"errors.{kind}.what", **fault.facts))
        return
    going.again()


def _title(view: View, cell: Cell, people: dict[str, str]) -> str:
    field = _say(view, f"fields.{cell.field}")
    if not cell.subject:
        return field
    name = people.get(cell.subject, cell.subject)
    return _say(view, "reveal.of", name=name, field=field)


def _say(view: View, key: str, **facts: object) -> str:
    return text(view.language, f"access.{key}", **facts)
