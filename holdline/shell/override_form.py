"""Overrides on a household's card: what people decided otherwise, and the forms to do so.

Whoever makes one writes why; somebody else lets it stand. Both are told beside the rules' outcome.
"""

from collections.abc import Callable
from functools import partial

import streamlit as st

from holdline.errors import HoldlineError
from holdline.messages.catalogue import text
from holdline.messages.dates import day_name
from holdline.rules import evidence, overriding
from holdline.rules.evidence import Evidence
from holdline.rules.ruleset import RuleSet
from holdline.shell import figure, refusal
from holdline.shell.view import View
from holdline.state.overrides import STANDING, WAITING, Override

FAULT = "override_fault"


def said(view: View, key: str, **facts: object) -> str:
    """A word of overrides."""
    return text(view.language, f"facts.override.{key}", **facts)


def draw(view: View, rules: RuleSet, found: Evidence) -> None:
    """What was decided otherwise, and what the reader may do about it."""
    household = str(found.facts["household_id"])
    held = [one for one in overriding.of_household(household) if one.ruleset == rules.name]
    fault = st.session_state.pop(FAULT, None)
    if fault is not None:
        refusal.tell(view, fault)
    for one in held:
        _one(view, rules, one)
    ways = overriding.ways(rules, evidence.verdict(rules, found))
    is_live = any(one.state in (WAITING, STANDING) for one in held)
    if ways and not is_live and view.person.may(overriding.MAKING):
        with st.popover(said(view, "make"), icon=":material/gavel:"):
            _form(view, rules, found, list(ways))


def _one(view: View, rules: RuleSet, one: Override) -> None:
    with st.container(border=True, gap="small", key=f"override_{one.number}"):
        decision = said(view, f"to.{rules.name}.{one.decision}")
        st.markdown(
            figure.escaped(
                said(
                    view, "told", state=said(view, f"states.{one.state}"), decision=decision,
                    clauses=", ".join(name.upper() for name in one.clauses),
                )
            )
        )  # fmt: skip
        st.caption(figure.escaped(one.reason))
        st.caption(figure.escaped(_signed(view, one)))
        with st.container(horizontal=True, gap="small"):
            _acts(view, one)


def _signed(view: View, one: Override) -> str:
    parts = [said(view, "made", who=one.made_by, on=day_name(one.made_at.date(), view.language))]
    if one.checked_by and one.checked_at:
        on = day_name(one.checked_at.date(), view.language)
        parts.append(said(view, "checked", who=one.checked_by, on=on))
    if one.withdrawn_by and one.withdrawn_at:
        on = day_name(one.withdrawn_at.date(), view.language)
        parts.append(said(view, "withdrawn", who=one.withdrawn_by, on=on))
    return text(view.language, "facts.between").join(parts)


def _acts(view: View, one: Override) -> None:
    """Agree or refuse, to another than its maker; withdraw."""
    if one.state == WAITING and view.person.may(overriding.CHECKING):
        is_own = one.made_by == view.person.account
        for agrees in (True, False):
            st.button(
                said(view, "agree" if agrees else "refuse"), key=f"check_{one.number}_{agrees}",
                disabled=is_own, help=said(view, "own") if is_own else None,
                on_click=_tried,
                args=(partial(overriding.check, view.person, one.number, agrees=agrees),),
            )  # fmt: skip
    if one.state in (WAITING, STANDING) and view.person.may(overriding.MAKING):
        st.button(
            said(view, "withdraw"), key=f"withdraw_{one.number}", type="tertiary",
            on_click=_tried, args=(partial(overriding.withdraw, view.person, one.number),),
        )  # fmt: skip


def _tried(act: Callable[[], object]) -> None:
    """Do it in a callback; a fault waits to be told."""
    try:
        act()
    except HoldlineError as fault:
        st.session_state[FAULT] = fault


def _form(view: View, rules: RuleSet, found: Evidence, ways: list[str]) -> None:
    st.caption(said(view, "note"))
    decision = st.radio(
        said(view, "instead"), ways, key="override_decision",
        format_func=lambda one: said(view, f"to.{rules.name}.{one}"),
    )  # fmt: skip
    reason = st.text_area(said(view, "reason"), key="override_reason", max_chars=500)
    if not st.button(said(view, "keep"), key="override_keep", type="primary"):
        return
    try:
        overriding.make(
            view.person, rules, found, decision=decision or "", reason=reason,
            snapshot_id=view.manifest.snapshot_id,
        )  # fmt: skip
    except HoldlineError as fault:
        refusal.tell(view, fault)
    else:
        st.rerun()
