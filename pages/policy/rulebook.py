"""Rule book: what the notice says, what is made of it, and how far the data answer."""

import streamlit as st

from holdline.errors import HoldlineError
from holdline.shell import coverage_map, rulebook, trouble
from holdline.shell import what_if_state as state
from holdline.shell.page import Page, received
from holdline.shell.view import View

PAGE = Page(order=120, icon=":material/gavel:", needs="view.rulebook")
PARTS = {"clauses": rulebook.draw, "map": coverage_map.draw, "compare": coverage_map.compare}


def render(view: View) -> None:
    """The clauses of the chosen pack and rule set beside the notice; its map; another pack."""
    try:
        trial = state.trial(view)
        rulebook.head(trial)
        PARTS[_part(view)](trial)
    except HoldlineError as fault:
        trouble.show(fault, view.language)


def _part(view: View) -> str:
    key, chosen = "rulebook_part", state.told(state.PART)
    state.hold(key, chosen if chosen in PARTS else "clauses")
    st.segmented_control(
        view.say("show"),
        list(PARTS),
        key=key,
        required=True,
        format_func=lambda part: view.say(f"show_{part}"),
        label_visibility="collapsed",
        on_change=lambda: state.tell(part=state.value(key)),
    )
    return str(st.session_state[key])


if __name__ == "__main__":
    render(received())
