"""Work: who is in work, where, for how long, and who no longer is."""

import streamlit as st

from holdline.shell import queues_modules
from holdline.shell.page import Page, received
from holdline.shell.view import View

PAGE = Page(order=140, icon=":material/work:", needs="view.work")
COUNTS = ("working", "near", "county", "province", "away", "untold", "before", "lost")
LISTED = ("village_name", "head_name", "work_region", "work_place", "months")


def render(view: View) -> None:
    """A sentence, the counts by division, and the list behind the count that was pressed."""
    inputs = {"year": queues_modules.year_of(view)}
    found = view.query("modules/work", **view.chosen("division"), **inputs)
    st.markdown(queues_modules.sentence(view, found), help=view.say("note"))
    queues_modules.draw(view, found, counts=COUNTS)
    queues_modules.opened(view, "modules/work_listed", COUNTS, LISTED, **inputs)


if __name__ == "__main__":
    render(received())
