"""Queues: who is waiting, which clocks have run out, and what is due where."""

import streamlit as st

from holdline.shell import (
    deadlines,
    queues_clocks,
    queues_exceptions,
    queues_labels,
    queues_locks,
    queues_villages,
    timelines_behind,
    timelines_choice,
)
from holdline.shell.page import Page, received
from holdline.shell.view import View

PAGE = Page(order=60, icon=":material/pending_actions:", needs="view.queues")
REPORTS = (
    "village_name",
    "channel",
    "reported_on",
    "accepted_on",
    "visited_on",
    "closed_on",
    "result",
    "days",
)
CLUES = (
    "village_name",
    "source_channel",
    "department",
    "clue_on",
    "visited_on",
    "ended_on",
    "days",
)
LABELS = (
    "village_name",
    "head_name",
    "entered_on",
    "days",
    "publicity_from_on",
    "publicity_to_on",
    "objections",
    "lacking",
)
LOCKED = (
    "village_name",
    "head_name",
    "publicity_from_on",
    "publicity_to_on",
    "free_on",
    "locked_for",
)
SUSPECTED = ("village_name", "check_name", "issue_status", "issued_on", "due_on", "handled_on")


def render(view: View) -> None:
    """What is most out of order; the ladder; the clocks; then the labelling round."""
    left, right = st.columns(2, gap="medium")
    with left:
        queues_exceptions.draw(view, height=230)
    with right:
        deadlines.draw(view, key="ladder", height=230)
    queues_clocks.draw_reports(view)
    left, right = st.columns(2, gap="medium")
    with left:
        queues_clocks.draw_clues(view)
    with right:
        queues_clocks.draw_suspected(view)
    left, right = st.columns(2, gap="medium")
    with left:
        queues_labels.draw_pipeline(view)
        queues_labels.draw_files(view)
        if not view.is_nation:
            queues_locks.draw(view)
    with right:
        if view.is_nation:
            st.caption(view.common("bar.choose_province"))
        else:
            queues_villages.draw_notices(view)
            queues_villages.draw_starts(view)
    _opened(view)


def _opened(view: View) -> None:
    """What the figure counts that the address names, over the page."""
    name, key = timelines_choice.opened(view)
    queue, _, counted = name.partition("-")
    inputs = {
        **view.chosen("division"),
        "on": timelines_choice.day(view),
        "figure": counted,
        "key": key,
    }
    columns: tuple[str, ...]
    if queue == "reports":
        limit = queues_clocks.days(view, "self_report")
        rows, columns = view.query("queues/reports_listed", **inputs, days=limit).rows, REPORTS
    elif queue == "clues":
        limit = queues_clocks.days(view, "clue")
        more = {"since": queues_clocks.since(view), "days": limit}
        rows, columns = view.query("queues/clues_listed", **inputs, **more).rows, CLUES
    elif queue == "suspected":
        rows, columns = view.query("queues/suspected_listed", **inputs).rows, SUSPECTED
    elif queue == "label":
        limit = queues_clocks.days(view, "waiting")
        more = {"round": queues_labels.round_year(view), "days": limit}
        rows, columns = view.query("queues/labels_listed", **inputs, **more).rows, LABELS
    elif name == "locked":
        rows, columns = queues_locks.behind(view, key), LOCKED
    else:
        return
    timelines_behind.draw(view, view.say(f"opened.{queue}"), rows, columns)


if __name__ == "__main__":
    render(received())
