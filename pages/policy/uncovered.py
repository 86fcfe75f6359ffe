"""Uncovered: households within the standard of identification that nobody monitors."""

import streamlit as st

from holdline.errors import HoldlineError
from holdline.rules import ruleset
from holdline.shell import trouble, uncovered, what_if_behind
from holdline.shell import what_if_state as state
from holdline.shell.page import Page, received
from holdline.shell.view import View

PAGE = Page(order=115, icon=":material/person_search:", needs="view.uncovered")
RULES = "identification"


def render(view: View) -> None:
    """How many and why; where; and which households, each with its reasons."""
    try:
        trial = state.of_rules(view, ruleset.load(RULES))
    except HoldlineError as fault:
        trouble.show(fault, view.language)
        return
    what_if_behind.unheard(view)
    uncovered.sentence(trial)
    left, right = st.columns(2, gap="medium")
    with left:
        uncovered.reasons(trial)
        uncovered.focus(trial)
    with right:
        uncovered.divisions(trial)
    uncovered.households(trial)
    what_if_behind.draw(trial)


if __name__ == "__main__":
    render(received())
