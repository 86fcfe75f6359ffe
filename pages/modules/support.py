"""Support: who is responsible for whom, and whether they come."""

import streamlit as st

from holdline.shell import queues_modules, timelines_choice
from holdline.shell.page import Page, received
from holdline.shell.view import View

PAGE = Page(order=130, icon=":material/handshake:", needs="view.support")
COUNTS = ("monitored", "covered", "uncovered", "visited", "unvisited", "heaviest")
LISTED = (
    "village_name",
    "head_name",
    "monitor_type",
    "responsible_name",
    "organisation",
    "last_visited_on",
)


def render(view: View) -> None:
    """A sentence, the counts by division, and the list behind the count that was pressed."""
    inputs = {"month": view.month, "on": timelines_choice.day(view)}
    found = view.query("modules/support", **view.chosen("division"), **inputs)
    st.markdown(queues_modules.sentence(view, found), help=view.say("note"))
    queues_modules.draw(view, found, counts=COUNTS)
    queues_modules.opened(view, "modules/support_listed", COUNTS, LISTED, **inputs)


if __name__ == "__main__":
    render(received())
