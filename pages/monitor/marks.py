"""Events: what is marked on the time axes of the chosen division, and one's own to add."""

import streamlit as st

from holdline.shell import figure, marks_list
from holdline.shell.page import Page, received
from holdline.shell.view import View

PAGE = Page(order=60, icon=":material/event_note:", needs="view.marks")


def render(view: View) -> None:
    """The list, and a form to add to it."""
    found = marks_list.listed(view)
    figure.title(view.say("listed", count=view.count(len(found))), view.say("note"))
    wide, narrow = st.columns([8, 4], gap="medium")
    with wide:
        marks_list.draw(view, found)
    with narrow:
        marks_list.draw_form(view)


if __name__ == "__main__":
    render(received())
