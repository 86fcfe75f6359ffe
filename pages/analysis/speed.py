"""Speed: what kinds of households are eliminated faster or slower, all else equal."""

import streamlit as st

from holdline.shell import figure, speed_parts
from holdline.shell.page import Page, received
from holdline.shell.view import View

PAGE = Page(order=220, icon=":material/forest:", needs="view.speed")


def render(view: View) -> None:
    """What the fit is of, the clearest ratios in words, the forest plot and its table."""
    found = speed_parts.fitted(view)
    note = view.say("note", least=speed_parts.LEAST)
    figure.title(speed_parts.sentence(view, found), note)
    st.caption(view.say("caution"))
    speed_parts.draw_words(view, found)
    left, right = st.columns([6, 5], gap="medium")
    with left:
        speed_parts.draw_forest(view, found)
    with right:
        speed_parts.draw_table(view, found)
    speed_parts.opened(view, found)


if __name__ == "__main__":
    render(received())
