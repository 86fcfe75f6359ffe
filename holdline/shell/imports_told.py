"""How an import's faults, states and moments are told."""

from collections.abc import Mapping
from datetime import datetime, timedelta, timezone

import streamlit as st

from holdline.build.batches import Batch
from holdline.messages.catalogue import text
from holdline.messages.dates import day_name
from holdline.reference import columns
from holdline.shell import figure
from holdline.shell.view import View
from holdline.state import imports as ledger
from holdline.state.store import store
from holdline.warehouse import snapshot

CHINA = timezone(timedelta(hours=8))


def fault(view: View, error: str, facts: Mapping[str, object]) -> None:
    """What happened and what to do, in the reader's words."""
    st.error(
        f"{figure.escaped(what(view, error, facts))} {figure.escaped(fix(view, error, facts))}"
    )


def what(view: View, error: str, facts: Mapping[str, object]) -> str:
    """What happened."""
    return text(view.language, f"errors.{error}.what", **facts)


def fix(view: View, error: str, facts: Mapping[str, object]) -> str:
    """What to do."""
    return text(view.language, f"errors.{error}.fix", **facts)


def state(view: View, batch: Batch, states: Mapping[str, str]) -> str:
    """What became of an import; once it made a snapshot, what the ledger says of that."""
    if not batch.snapshot_id:
        return text(view.language, f"imports.states.{batch.state}")
    return text(view.language, f"snapshots.states.{states.get(batch.snapshot_id, batch.state)}")


def standing() -> dict[str, str]:
    """What each snapshot is now, by its id: serving, or as the ledger says."""
    with store().reading() as db:
        states: dict[str, str] = {one.snapshot_id: one.state for one in ledger.entries(db)}
    return states | {snapshot.pointed(): "serving"}


def moment(view: View, told: str) -> str:
    """A moment, ISO in UTC, as clocks in China show it."""
    at = datetime.fromisoformat(told).astimezone(CHINA)
    return f"{day_name(at.date(), view.language)} {at:%H:%M}"


def table(view: View, name: str) -> str:
    """What an import table is called; a dash for none."""
    if not name:
        return view.say("no_table")
    return columns.tables()[name].sheet_zh if view.language == "zh" else name.replace("_", " ")
