"""Tasks: suspected records sent to townships as files, and the answers merged back."""

import streamlit as st

from holdline.quality import handling
from holdline.shell import tasks_returning, tasks_sending
from holdline.shell.page import Page, received
from holdline.shell.view import View

PAGE = Page(order=94, icon=":material/assignment:", needs="view.tasks")


def render(view: View) -> None:
    """What waits and is sent; what was sent, and what comes back; others see what waits."""
    is_sender = view.person.may(handling.MAKER)
    left, right = st.columns([10, 11], gap="medium")
    with left:
        if is_sender:
            tasks_sending.draw(view)
        else:
            tasks_sending.draw_waiting(view)
    with right:
        tasks_returning.draw_sent(view)
        if is_sender:
            tasks_returning.draw_merging(view)


if __name__ == "__main__":
    render(received())
