"""Themes: one question at a time, told by tables that go on in the free drill."""

import streamlit as st

from holdline.shell import figure, own_themes, theme_parts
from holdline.shell.page import Page, received
from holdline.shell.view import View

PAGE = Page(order=200, icon=":material/topic:", needs="view.themes")


def render(view: View) -> None:
    """The choice of a theme, its question and figures, then its parts two by two."""
    left, right = st.columns([10, 2], gap="small", vertical_alignment="bottom")
    with left:
        theme = theme_parts.chosen(view)
    with right:
        own_themes.draw(view)
    counted = theme_parts.counted(view, theme)
    figure.title(theme_parts.words(view, theme, "question"), theme_parts.words(view, theme, "note"))
    st.markdown(theme_parts.sentence(view, theme, counted))
    columns = st.columns(2, gap="medium")
    for number, draw in enumerate(theme_parts.parts(view, theme)):
        with columns[number % 2]:
            draw()


if __name__ == "__main__":
    render(received())
