"""Collection: whether the records of those under monitoring are complete, location included."""

import streamlit as st

from holdline.shell import queues_modules
from holdline.shell.page import Page, received
from holdline.shell.view import View

PAGE = Page(order=110, icon=":material/fact_check:", needs="view.collection")
COUNTS = (
    "monitored",
    "no_risk",
    "no_income",
    "no_guarantees",
    "no_contact",
    "no_location",
    "incomplete",
)
LISTED = ("village_name", "head_name", "collected_on")


def render(view: View) -> None:
    """A sentence, the counts by division, and the list behind the count that was pressed."""
    inputs = {"month": view.month}
    found = view.query("modules/collection", **view.chosen("division"), **inputs)
    st.markdown(queues_modules.sentence(view, found), help=view.say("note"))
    queues_modules.draw(view, found, counts=COUNTS)
    queues_modules.opened(view, "modules/collection_listed", COUNTS, LISTED, **inputs)


if __name__ == "__main__":
    render(received())
