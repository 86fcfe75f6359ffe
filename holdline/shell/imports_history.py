"""The imports before this one, and the one that is open."""

from collections.abc import Mapping

import streamlit as st

from holdline.build import batches, working
from holdline.build.batches import Batch
from holdline.errors import ImportBatchUnknown
from holdline.shell import figure, going, imports_told, listing
from holdline.shell.view import View
from holdline.tables.layout import Cell, Heading, Line, Listing

MOST = 100
NUMBERS = ("read", "accepted", "rejected")


def chosen(view: View) -> Batch | None:
    """The import the address names, as it stands now; None for none, or one that is not held."""
    number = view.selection.extra("batch")
    if not number:
        return None
    try:
        return working.seen(batches.batch(number))
    except ImportBatchUnknown as fault:
        imports_told.fault(view, type(fault).__name__, fault.facts)
        return None


def head(view: View, batch: Batch) -> None:
    """Which import this is, and the way back to all."""
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        st.button(
            view.say("back"), icon=":material/arrow_back:", key="imports_back",
            on_click=lambda: going.more(view, batch=""),
        )  # fmt: skip
        told = {
            "number": batch.number,
            "account": batch.account,
            "at": imports_told.moment(view, batch.came_at),
            "state": imports_told.state(view, batch, imports_told.standing()),
        }
        figure.title(view.say("one", **told))


def draw(view: View) -> None:
    """Every import, the latest first; its number opens it."""
    held = [one for _, one in zip(range(MOST), batches.batches(), strict=False)]
    states = imports_told.standing()
    figure.title(view.say("history"), view.say("history_note"))
    headings = [
        Heading(
            name,
            view.say(f"heads.{name}"),
            kind="number" if name in NUMBERS else "text",
            is_wide_only=name in ("account", "files", "accepted"),
            is_unbroken=name in ("number", "came", "state"),
        )
        for name in ("number", "came", "account", "files", "state", *NUMBERS, "snapshot")
    ]
    table = Listing(
        "imports", view.say("history"), headings, [_line(view, one, states) for one in held],
        is_sortable=False, empty=view.say("no_history"),
    )  # fmt: skip
    listing.draw(
        view, table, key="imports_history", height=460,
        on_chosen=lambda click: going.more(view, batch=click["row"]),
    )  # fmt: skip


def _line(view: View, one: Batch, states: Mapping[str, str]) -> Line:
    sums = {
        "read": sum(part.read for part in one.report),
        "accepted": sum(part.accepted for part in one.report),
        "rejected": sum(part.quarantined for part in one.report),
    }
    told = {
        name: Cell(view.count(count) if one.report else "", count) for name, count in sums.items()
    }
    return Line(
        one.number,
        {
            "number": Cell(one.number, acts=True),
            "came": Cell(imports_told.moment(view, one.came_at), one.came_at),
            "account": Cell(one.account),
            "files": Cell(view.count(len(one.files)), note=one.source),
            "state": Cell(imports_told.state(view, one, states)),
            "snapshot": Cell(one.snapshot_id),
            **told,
        },
    )
