"""Risks: why households are at risk, whether the help answers it, and who has not been looked at."""

import streamlit as st

from holdline.messages.dates import parse_month
from holdline.shell import risks_gaps, risks_mix, timelines_behind, timelines_choice
from holdline.shell.page import Page, received
from holdline.shell.view import View

PAGE = Page(order=40, icon=":material/warning:", needs="view.risks")
COUNTING = ("main", "any")
BASES = ("households", "people")
MONITORED = ("main", "any", "set", "lacking", "late", "means", "contradiction")


def render(view: View) -> None:
    """The mix of risks and its course; where and together with what; what is lacking; who is unseen."""
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
    on = timelines_choice.day(view)
    kind, _, part = name.partition("-")
    if name in MONITORED:
        key, _, division = key.partition("~")
        inputs = view.chosen("division", "month", "monitor_type")
        inputs |= {"division": division} if division else {}
        rows = view.query("risks/listed", **inputs, on=on, figure=name, key=key).rows
        columns = ["village_name", "head_name", "monitor_type", "risks", "people", "identified_month"]
    elif kind == "focus":
        window = int(timelines_choice.chosen(view, "window", risks_gaps.WINDOWS))
        inputs = view.chosen("division", "month")
        rows = view.query("risks/focus_listed", **inputs, on=on, window=window, figure=part, key=key).rows
        columns = ["village_name", "head_name", "household_type", "members", "since_on", "swept_on", "sweep_result"]
    elif kind == "disaster":
        tag, _, month = key.rpartition("~")
        inputs = {**view.chosen("division"), "month": parse_month(month)}
        rows = view.query("risks/disaster_listed", **inputs, figure=part, key=tag).rows
        columns = ["village_name", "head_name", "household_type", "swept_on", "sweep_result", "identified_month"]
    else:
        return
    timelines_behind.draw(view, view.say(f"opened.{name}"), rows, columns)


if __name__ == "__main__":
    render(received())
