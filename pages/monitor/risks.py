"""Risks: why households are at risk, whether the help answers it, who is not looked at."""

import polars as pl
import streamlit as st

from holdline.shell import risks_gaps, risks_mix, timelines_behind, timelines_choice
from holdline.shell.page import Page, received
from holdline.shell.view import View

PAGE = Page(order=40, icon=":material/warning:", needs="view.risks")
COUNTING = ("main", "any")
BASES = ("households", "people")
HOME = ("village_name", "head_name")
MONITORED_COLUMNS = (*HOME, "monitor_type", "risks", "people", "identified_month")
FOCUS_COLUMNS = (*HOME, "household_type", "members", "since_on", "swept_on", "sweep_result")
DISASTER_COLUMNS = (*HOME, "household_type", "swept_on", "sweep_result", "identified_month")
MONITORED = ("main", "any", "set", "lacking", "late", "means", "contradiction")


def render(view: View) -> None:
    """The mix of risks and its course; where and with what; what is lacking; who is unseen."""
    left, right = st.columns([3, 2], gap="small")
    with left:
        counting = timelines_choice.draw(view, "counting", COUNTING)
    with right:
        base = timelines_choice.draw(view, "base", BASES)
    left, right = st.columns(2, gap="medium")
    with left:
        risks_mix.draw_mix(view, counting, base)
        risks_mix.draw_areas(view, counting, base)
        risks_gaps.draw_contradictions(view)
    with right:
        risks_mix.draw_months(view, counting, base)
        risks_mix.draw_overlap(view, base)
    left, right = st.columns(2, gap="medium")
    with left:
        risks_gaps.draw_gaps(view)
    with right:
        risks_gaps.draw_focus(view)
    risks_gaps.draw_disaster(view)
    _opened(view)


def _opened(view: View) -> None:
    """The households behind the figure that the address names, over the page."""
    name, key = timelines_choice.opened(view)
    kind, _, part = name.partition("-")
    columns: tuple[str, ...]
    if name in MONITORED:
        rows, columns = _monitored(view, name, key), MONITORED_COLUMNS
    elif kind == "focus":
        rows, columns = risks_gaps.focused(view, part, key), FOCUS_COLUMNS
    elif kind == "disaster":
        rows, columns = risks_gaps.tagged(view, part, key), DISASTER_COLUMNS
    else:
        return
    timelines_behind.draw(view, view.say(f"opened.{name}"), rows, columns)


def _monitored(view: View, name: str, key: str) -> pl.DataFrame:
    risk, _, division = key.partition("~")
    inputs = view.chosen("division", "month", "monitor_type")
    inputs |= {"division": division} if division else {}
    on = timelines_choice.day(view)
    return view.query("risks/listed", **inputs, on=on, figure=name, key=risk).rows


if __name__ == "__main__":
    render(received())
