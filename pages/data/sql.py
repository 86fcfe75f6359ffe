"""SQL: a reader's own question over views without personal data."""

import streamlit as st

from holdline.shell import figure, sql_console
from holdline.shell.page import Page, received
from holdline.shell.view import View

PAGE = Page(order=430, icon=":material/terminal:", needs="view.sql")


def render(view: View) -> None:
    """The text and its answer; beside them what can be asked."""
    left, right = st.columns([5, 3], gap="medium")
    with left:
        figure.title(view.say("ask"), view.say("note"))
        sql_console.text(view)
        sql_console.answer(view)
    with right:
        figure.title(view.say("views"), view.say("views_note"))
        st.caption(view.say("published" if view.scope.is_published else "exact"))
        sql_console.views(view)


if __name__ == "__main__":
    render(received())
