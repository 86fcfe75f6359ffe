"""Projects: money planned, in place and spent, and how far they are."""

import streamlit as st

from holdline.shell import queues_modules, timelines_choice
from holdline.shell.page import Page, received
from holdline.shell.view import View

PAGE = Page(order=150, icon=":material/construction:", needs="view.projects")
COUNTS = ("projects", "done", "late", "unregistered")
LISTED = (
    "project_name",
    "place_name",
    "project_kind",
    "project_status",
    "arranged_yuan",
    "spent_yuan",
    "ended_on",
)


def render(view: View) -> None:
    """A sentence, the counts by division, and the list behind the count that was pressed."""
    inputs = {"year": queues_modules.year_of(view), "on": timelines_choice.day(view)}
    found = view.query("modules/projects", **view.chosen("division"), **inputs)
    st.markdown(queues_modules.sentence(view, found), help=view.say("note"))
    queues_modules.draw(view, found, counts=COUNTS)
    queues_modules.opened(view, "modules/projects_listed", COUNTS, LISTED, **inputs)


if __name__ == "__main__":
    render(received())
