"""Peers: a division beside those with the same kinds of households, and how they did."""

from dataclasses import replace

import streamlit as st

from holdline.shell import figure, peers_parts, theme_parts
from holdline.shell.page import Page, received
from holdline.shell.view import View

PAGE = Page(order=230, icon=":material/groups:", needs="view.peers")
HEIGHT = 430
VILLAGE = 12


def render(view: View) -> None:
    """Why they are alike, then how each did at an equal mix of households.

    Where nothing is alike, as at the top, those below are compared at the mix of the whole.
    """
    mix, alike = peers_parts.found(view)
    if not alike:
        is_lowest = len(view.selection.division) == VILLAGE
        st.info(view.say("alone" if is_lowest else "nobody"))
        if not is_lowest:
            theme_parts.standardised(replace(view, page="themes"), HEIGHT)
        return
    told = peers_parts.outcomes(view, alike)
    st.markdown(figure.escaped(peers_parts.sentence(view, told)))
    if alike[0].distance > peers_parts.FAR:
        st.caption(view.say("far", distance=f"{alike[0].distance:.2f}"))
    left, right = st.columns([7, 5], gap="medium")
    with left:
        figure.title(view.say("why"), view.say("why_note", most=peers_parts.MOST))
        peers_parts.draw_why(view, mix, alike)
    with right:
        figure.title(view.say(peers_parts.rate_of(view)), view.say("rates_note"))
        peers_parts.draw_outcomes(view, mix, told)


if __name__ == "__main__":
    render(received())
