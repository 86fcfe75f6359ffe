"""Inbox: figures past a threshold, with their reasons; and what readers said of views."""

import streamlit as st

from holdline.shell import commenting, comments, figure, going, signal_list
from holdline.shell.page import Page, received
from holdline.shell.view import View

PAGE = Page(order=15, icon=":material/inbox:", needs="view.inbox")
ALL, HEIGHT = "all", 500


def render(view: View) -> None:
    """Both lists, open ones alone unless those done with are asked for too."""
    is_all = bool(view.selection.extra(ALL))
    left, right = st.columns(2, gap="medium")
    with left:
        figure.title(signal_list.told(view, "title"), signal_list.told(view, "note"))
        signal_list.draw(view, is_all=is_all, height=HEIGHT)
    with right:
        figure.title(view.say("comments"), view.say("comments_note"))
        comments.listed(view, commenting.threads(view, is_all=is_all), height=HEIGHT)
    st.session_state["inbox_all"] = is_all
    st.toggle(
        view.say("all"), key="inbox_all",
        on_change=lambda: going.more(view, **{ALL: "" if is_all else "yes"}),
    )  # fmt: skip


if __name__ == "__main__":
    render(received())
