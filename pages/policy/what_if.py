"""What-if: what the notice's rules decide of everybody, and what a change of them would."""

import streamlit as st

from holdline.errors import HoldlineError
from holdline.shell import (
    figure,
    rule_words,
    trouble,
    what_if_behind,
    what_if_curve,
    what_if_guards,
    what_if_leaving,
    what_if_reasons,
    what_if_results,
    what_if_scenarios,
    what_if_settings,
)
from holdline.shell import what_if_state as state
from holdline.shell.page import Page, received
from holdline.shell.view import View

PAGE = Page(order=110, icon=":material/tune:", needs="view.what_if")
PARTS = ("where", "why", "curve", "guards", "scenarios")


def render(view: View) -> None:
    """Settings on the left, their outcome on the right; a change runs this part alone."""
    _simulated(view)


@st.fragment
def _simulated(view: View) -> None:
    try:
        trial = state.trial(view)
    except HoldlineError as fault:
        trouble.show(fault, view.language)
        return
    left, right = st.columns([3, 8], gap="medium")
    with left:
        what_if_settings.draw(trial)
    with right:
        _outcome(trial)
    what_if_behind.draw(trial)


def _outcome(trial: state.Trial) -> None:
    view = trial.view
    what_if_behind.unheard(view)
    what_if_results.cards(trial)
    what_if_results.by_hand(trial)
    part = _part(trial)
    rows = None
    if part == "where":
        rows = what_if_results.divisions(trial)
        what_if_results.moved(trial)
    elif part == "why":
        what_if_reasons.draw(trial)
    elif part == "curve":
        what_if_curve.draw(trial)
    elif part == "guards":
        what_if_guards.draw(trial)
    else:
        what_if_scenarios.draw(trial)
    st.caption(figure.escaped(view.say("scenario", text=rule_words.told(view, trial.rules))))
    what_if_leaving.draw(trial, rows)


def _part(trial: state.Trial) -> str:
    view, key = trial.view, "what_if_part"
    chosen = state.told(state.PART)
    state.hold(key, chosen if chosen in PARTS else PARTS[0])
    guards = view.count(len(trial.standing.guards))
    st.segmented_control(
        view.say("parts.title"),
        PARTS,
        key=key,
        format_func=lambda part: view.say(f"part.{part}", guards=guards),
        label_visibility="collapsed",
        on_change=lambda: state.tell(part=state.value(key) or ""),
    )
    return str(st.session_state[key])


if __name__ == "__main__":
    render(received())
