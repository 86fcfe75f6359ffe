"""One record's history, over the page: who did what to it, and when."""

import streamlit as st

from holdline.quality import handling
from holdline.quality.progress import CHINA
from holdline.shell import going, listing
from holdline.shell.findings_list import HISTORY
from holdline.shell.view import View
from holdline.state.triage import Step
from holdline.tables.layout import Cell, Heading, Line, Listing

COLUMNS = ("at", "account", "act", "after", "note")


def draw(view: View) -> None:
    """Lay the history the address names over the page; closing takes it off the address."""
    mark = view.selection.extra(HISTORY)
    if mark:
        frame = st.dialog(
            view.say("history"), width="large", on_dismiss=lambda: going.more(view, history="")
        )
        frame(lambda: _inside(view, mark))()


def _inside(view: View, mark: str) -> None:
    st.caption(view.say("history_note", mark=mark[:12]))
    table = Listing(
        "history",
        view.say("history"),
        [Heading(name, view.say(f"heads.{name}"), is_unbroken=name == "at") for name in COLUMNS],
        [_line(view, step) for step in handling.history(mark)],
        is_sortable=False,
        empty=view.say("no_history"),
    )
    listing.draw(view, table, key="history", height=340)


def _line(view: View, step: Step) -> Line:
    facts = [view.say(f"facts.{name}", value=value) for name, value in step.facts.items() if value]
    return Line(
        str(step.number),
        {
            "at": Cell(f"{step.at.astimezone(CHINA):%Y-%m-%d %H:%M}"),
            "account": Cell(step.account),
            "act": Cell(view.say(f"acts.{step.act}")),
            "after": Cell(view.say(f"states.{step.after}")),
            "note": Cell(view.common("values.joint").join(filter(None, [step.note, *facts]))),
        },
    )
