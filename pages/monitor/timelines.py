"""Timelines: how long until elimination, how it ends, whether it lasts, what guards it."""

import streamlit as st

from holdline.shell import (
    timelines_behind,
    timelines_choice,
    timelines_cohorts,
    timelines_curves,
    timelines_guards,
)
from holdline.shell.page import Page, received
from holdline.shell.view import View, one

PAGE = Page(order=50, icon=":material/timeline:", needs="view.timelines")
FILTERS = ("division", "month", "monitor_type", "main_risk")
BASES = ("households", "people")
FIGURES = ("under_year", "unreasoned", "no_labour", "all", "again", "day", "cohort", "month")
MORE = {"under_year": "reason", "unreasoned": "reason", "again": "again_month", "no_labour": "who"}
LISTED = (
    "village_name",
    "head_name",
    "monitor_type",
    "main_risk",
    "identified_on",
    "eliminated_on",
    "closing",
    "days",
)


def render(view: View) -> None:
    """Curves and ways out; cohorts and relapses; then the guards, each opening its households."""
    left, middle, right = st.columns([10, 6, 5], gap="small", vertical_alignment="bottom")
    with left:
        by = timelines_choice.draw(view, "by", timelines_curves.BY)
    with middle:
        start = timelines_curves.draw_since(view)
    with right:
        base = timelines_choice.draw(view, "base", BASES)
    _curves(view, by, start)
    left, right = st.columns(2, gap="medium")
    with left:
        timelines_cohorts.draw(view, base)
    with right:
        timelines_guards.draw_again(view, base)
        timelines_guards.draw_guards(view)
    left, right = st.columns(2, gap="medium")
    with left:
        timelines_guards.draw_spikes(view)
    with right:
        timelines_guards.draw_orders(view)
    _opened(view)


def _curves(view: View, by: str, start: object) -> None:
    counted = one(view.query("timelines/counted", **view.chosen(*FILTERS), since=start))
    whole = timelines_curves.curves(view, "all", timelines_curves.since(view))
    st.markdown(timelines_curves.sentence(view, whole, counted))
    left, right = st.columns([13, 11], gap="medium")
    with left:
        found = (
            whole
            if by == "all"
            else timelines_curves.curves(view, by, timelines_curves.since(view))
        )
        timelines_curves.draw(view, by, found)
    with right:
        timelines_curves.draw_ways(view, whole, counted)


def _opened(view: View) -> None:
    """The households behind the figure that the address names, over the page."""
    name, key = timelines_choice.opened(view)
    if name == "order":
        timelines_guards.draw_order(view, key)
    if name not in FIGURES:
        return
    inputs = view.chosen(*FILTERS)
    if name == "month":
        key, of, value = [*key.split("~"), "", ""][:3]
        inputs |= {of: value} if of in ("monitor_type", "main_risk", "division") else {}
    rows = view.query(
        "timelines/listed", **inputs, since=timelines_curves.since(view), figure=name, key=key
    ).rows
    if name == "no_labour":
        rows = timelines_guards.with_people(view, rows)
    columns = (*LISTED, MORE[name]) if name in MORE else LISTED
    timelines_behind.draw(view, view.say(f"opened.{name}"), rows, columns)


if __name__ == "__main__":
    render(received())
