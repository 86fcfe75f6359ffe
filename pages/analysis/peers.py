"""Peers: a division beside those with the same kinds of households, and how they did."""

import streamlit as st

from holdline.shell import figure, peers_parts
from holdline.shell.page import Page, received
from holdline.shell.view import View

PAGE = Page(order=230, icon=":material/groups:", needs="view.peers")


def render(view: View) -> None:
    """Why they are alike, then how each did at an equal mix of households."""
    mix, alike = peers_parts.found(view)
    if not alike:
        st.info(view.say("nobody"))
        return
    told = peers_parts.outcomes(view, alike)
    st.markdown(figure.escaped(peers_parts.sentence(view, told)))
    left, right = st.columns([7, 5], gap="medium")
    with left:
        figure.title(view.say("why"), view.say("why_note", most=peers_parts.MOST))
        peers_parts.draw_why(view, mix, alike)
    with right:
        figure.title(view.say(peers_parts.rate_of(view)), view.say("rates_note"))
        peers_parts.draw_outcomes(view, mix, told)


if __name__ == "__main__":
    render(received())
