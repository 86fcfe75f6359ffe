"""Members: who came into the households and who left, and how late it was recorded."""

from datetime import date

import streamlit as st

from holdline.shell import queues_modules, timelines_choice
from holdline.shell.page import Page, received
from holdline.shell.view import View

PAGE = Page(order=160, icon=":material/family_restroom:", needs="view.members")
COUNTS = ("came", "births", "married_in", "went", "deaths", "married_out", "late", "undated")
LISTED = (
    "village_name",
    "head_name",
    "name",
    "member_change_reason",
    "changed_on",
    "recorded_on",
    "days_late",
)


def render(view: View) -> None:
    """A sentence, the counts by division, and the list behind the count that was pressed."""
    inputs = {"since": date(view.month.year, 1, 1), "on": timelines_choice.day(view)}
    found = view.query("modules/members", **view.chosen("division"), **inputs)
    st.markdown(queues_modules.sentence(view, found), help=view.say("note"))
    queues_modules.draw(view, found, counts=COUNTS)
    queues_modules.opened(view, "modules/members_listed", COUNTS, LISTED, **inputs)


if __name__ == "__main__":
    render(received())
