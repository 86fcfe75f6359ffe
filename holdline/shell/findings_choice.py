"""Which findings are looked at: the page's own parts of the choice, and the controls for them."""

from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st

from holdline.quality.backlog import SHOWN
from holdline.quality.checks import DIMENSIONS, SEVERITIES, all_checks
from holdline.shell import going
from holdline.shell.view import View

STATES = ("open", "shown", *SHOWN, "gone", "all")
LEVELS = ("", "counted", *SEVERITIES)
KINDS = ("any", "departments", "patterns", "mine", "overdue")
BY = ("check", "area", "dimension", "severity", "state")
PARTS = ("check", "dimension", "severity", "state", "kind")
OPTIONS = {"dimension": DIMENSIONS, "severity": SEVERITIES, "state": SHOWN}


@dataclass(frozen=True)
class Choice:
    """One reader's choice of findings; an empty text leaves a part open.

    Attributes:
        severity: counted are errors and suspected ones, as the scorecard counts them.
        state: open (still to be done), shown (all but those remembered), all, or one of SHOWN.
            gone: under way, and no longer in the snapshot.
        kind: any; departments: a comparison stands against the register; patterns: of a village;
            mine: the reader is to see to it; overdue: past its day.
        by: what the counts beside the list are split by.
    """

    check: str
    dimension: str
    severity: str
    state: str
    kind: str
    by: str


def chosen(view: View) -> Choice:
    """The choice the address states; what it does not know keeps its default."""
    checks = [check.id for check in all_checks()]
    return Choice(
        check=_told(view, "check", ("", *checks)),
        dimension=_told(view, "dimension", ("", *DIMENSIONS)),
        severity=_told(view, "severity", LEVELS),
        state=_told(view, "state", STATES),
        kind=_told(view, "kind", KINDS),
        by=_told(view, "by", BY),
    )


def draw(view: View) -> Choice:
    """Show the controls in one line; the choice they stand for."""
    told = chosen(view)
    titles = {check.id: f"{check.id} {check.title(view.language)}" for check in all_checks()}
    with st.container(horizontal=True, vertical_alignment="center", gap="small", wrap=True):
        _menu(view, "check", ("", *titles), told.check, titles, width=250)
        for part, options in (
            ("dimension", ("", *DIMENSIONS)),
            ("severity", LEVELS),
            ("state", STATES),
            ("kind", KINDS),
        ):
            words = {option: view.say(f"{part}s.{option or 'any'}") for option in options}
            _menu(view, part, options, getattr(told, part), words, width=170)
        if any(view.selection.extra(part) for part in PARTS):
            st.button(
                view.say("clear"),
                icon=":material/filter_alt_off:",
                on_click=going.more,
                args=(view,),
                kwargs=dict.fromkeys(PARTS, ""),
            )
    return told


def draw_by(view: View, by: str) -> None:
    """Show what the counts may be split by."""
    st.session_state["findings_by"] = by
    st.segmented_control(
        view.say("labels.by"),
        BY,
        key="findings_by",
        required=True,
        label_visibility="collapsed",
        format_func=lambda one: view.say(f"by.{one}"),
        on_change=lambda: going.more(view, by=st.session_state["findings_by"]),
    )


def _told(view: View, part: str, options: Sequence[str]) -> str:
    told = view.selection.extra(part, options[0])
    return told if told in options else options[0]


def _menu(
    view: View,
    part: str,
    options: Sequence[str],
    current: str,
    words: dict[str, str],
    *,
    width: int,
) -> None:
    key = f"findings_{part}"
    st.session_state[key] = current

    def change() -> None:
        told = st.session_state[key]
        going.more(view, **{part: "" if told == options[0] else told})

    st.selectbox(
        view.say(f"labels.{part}"),
        options,
        key=key,
        format_func=lambda one: words.get(one) or view.say("checks.any"),
        label_visibility="collapsed",
        width=width,
        on_change=change,
    )
