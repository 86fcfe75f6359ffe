"""The access log as a table and as a workbook, what is looked for in it, and its proof."""

import json
from datetime import UTC, datetime, timedelta, timezone

import streamlit as st

from holdline.access import audit
from holdline.exports import workbook as book
from holdline.exports.gate import Contents
from holdline.exports.provenance import Batch, Provenance
from holdline.messages.catalogue import everything, text
from holdline.shell.view import View
from holdline.state import audit_search
from holdline.state.audit import Event
from holdline.state.audit_search import Wanted
from holdline.state.clock import now
from holdline.state.store import store
from holdline.tables.layout import Cell, Heading, Line, Listing

COLUMNS = ("at", "account", "role", "action", "subject", "facts", "number")
PERIODS = {"": None, "day": 1, "week": 7, "month": 30, "year": 365}
# China has one time zone, and this is read there.
CHINA = timezone(timedelta(hours=8))
MOST = 100_000


def wanted(view: View) -> Wanted:
    """What the address looks for; the last months unless it says otherwise."""
    days = PERIODS.get(view.selection.extra("period"))
    return Wanted(
        account=view.selection.extra("account"),
        subject=view.selection.extra("subject"),
        action=view.selection.extra("action"),
        since=None if days is None else now() - timedelta(days=days),
    )


def choices(view: View) -> dict[str, dict[str, str]]:
    """The acts and periods one may choose, with their words."""
    with store().reading() as db:
        acts = audit_search.actions(db)
    periods = {name: view.say(f"periods.{name or 'all'}") for name in PERIODS}
    return {
        "action": {"": view.say("periods.any"), **{act: _action(view, act) for act in acts}},
        "period": periods,
    }


def count(asked: Wanted) -> int:
    """How many events answer."""
    with store().reading() as db:
        return audit_search.count(db, asked)


def listing(view: View, asked: Wanted, *, skip: int, take: int) -> Listing:
    """The events as a table, the latest first."""
    with store().reading() as db:
        events = audit_search.found(db, asked, skip=skip, take=take)
    headings = [Heading(name, view.say(f"heads.{name}")) for name in COLUMNS]
    lines = [
        Line(str(event.number), {k: Cell(v) for k, v in _row(view, event).items()})
        for event in events
    ]
    return Listing(
        "events", view.say("title"), headings, lines,
        is_sortable=False, empty=view.say("nothing"),
    )  # fmt: skip


def told(view: View) -> tuple[tuple[str, str], ...]:
    """What is looked for, for a file's certificate."""
    names = ("account", "subject", "action", "period")
    return tuple((view.say(f"look.{name}"), view.selection.extra(name) or "–") for name in names)


def workbook(stands: Provenance, view: View, asked: Wanted, batch: Batch) -> Contents:
    """The events as an XLSX."""
    with store().reading() as db:
        events = audit_search.found(db, asked, skip=0, take=MOST)
    fields = [book.Field(view.say(f"heads.{name}")) for name in COLUMNS]
    rows = [list(_row(view, event).values()) for event in events]
    sheet = book.Sheet(view.say("title"), view.say("title"), fields, rows)
    return Contents(book.workbook(stands, batch, [sheet]), len(rows))


def prove(view: View) -> None:
    """Prove the chain now, and say what was found."""
    found = audit.verify()
    facts = {"events": found.events, "anchors": found.anchors}
    if not found.faults:
        st.success(view.say("intact", **facts))
        return
    first = found.faults[0]
    kind = view.say(f"faults.{first.kind}")
    st.error(view.say("broken", faults=len(found.faults), number=first.number, kind=kind, **facts))


def _row(view: View, event: Event) -> dict[str, str]:
    at: datetime = event.at.astimezone(CHINA if view.language == "zh" else UTC)
    facts = {name: fact for name, fact in event.facts.items() if fact not in ("", None)}
    return {
        "at": f"{at:%Y-%m-%d %H:%M:%S}",
        "account": event.account,
        "role": text(view.language, f"access.roles.{event.role}"),
        "action": _action(view, event.action),
        "subject": event.subject,
        "facts": json.dumps(facts, ensure_ascii=False)[1:-1].replace('"', ""),
        "number": str(event.number),
    }


def _action(view: View, action: str) -> str:
    key = f"audit.actions.{action.replace('.', '_')}"
    return text(view.language, key) if key in everything(view.language) else action
