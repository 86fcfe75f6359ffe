"""The guards: nothing leaves this page before somebody has answered for what they found."""

import streamlit as st

from holdline.rules.guards import Guard
from holdline.shell import guard_panel, what_if_behind
from holdline.shell.what_if_state import Trial


def draw(trial: Trial) -> None:
    """What was found in the chosen division, who let it pass, and the form to do so."""
    guard_panel.title(trial.view, trial.standing)
    guard_panel.draw(
        trial.view,
        trial.standing,
        key="what_if_guards",
        clause=trial.title,
        on_chosen=_opened,
    )


def _opened(one: Guard) -> None:
    what_if_behind.open_figure("guard", f"{one.kind}:{one.key}")
    st.rerun(scope="fragment")
