"""Set one of today's five aside, with a reason and until when; and let it come back."""

import hashlib
import json
from collections.abc import Callable, Sequence
from functools import partial

import streamlit as st

from holdline.access import audit
from holdline.errors import HoldlineError, StateUnavailable
from holdline.messages.catalogue import text
from holdline.messages.dates import day_name, month_key
from holdline.shell import going, refusal
from holdline.shell.exceptions import Finding
from holdline.shell.view import View
from holdline.state import dismissals, reasons
from holdline.state.dismissals import Dismissal, Draft
from holdline.state.store import store
from holdline.timeline.locks import day_in_beijing

ACT = "act.dismiss"
PART, ALL = "dismiss", "all"
DAYS = (7, 30, 90)
Dismissed = list[tuple[Finding, Dismissal]]


def told(view: View, key: str, **facts: object) -> str:
    """A word of today's five, the same on every page that shows them."""
    return text(view.language, f"exceptions.{key}", **facts)


def digest(view: View, finding: Finding) -> str:
    """What a dismissal is of: the place, the month, the filters, and what was found there."""
    chosen = view.selection
    filters = (chosen.monitor_type, chosen.main_risk)
    facts = (finding.kind, finding.items, finding.opens)
    parts = [chosen.tree, chosen.division, month_key(view.month), *filters, *facts]
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()


def parted(view: View, findings: Sequence[Finding]) -> tuple[list[Finding], Dismissed]:
    """The *findings* that stand, and those set aside with who did it and why.

    When the store cannot be read nothing is taken as set aside.
    """
    try:
        with store().reading() as db:
            kept = dismissals.in_force(db, view.selection.tree, view.selection.division)
    except StateUnavailable:
        kept = []
    by_found = {one.found: one for one in kept}
    digests = [(one, by_found.get(digest(view, one))) for one in findings]
    standing = [one for one, by in digests if by is None]
    return standing, [(one, by) for one, by in digests if by is not None]


def draw(view: View, standing: Sequence[Finding], dismissed: Dismissed) -> None:
    """The form for the finding that the address names, or the list of those set aside."""
    asked = view.selection.extra(PART)
    if asked == ALL and dismissed:
        _over(view, told(view, "dismissed.title"), lambda: _list(view, dismissed))
    chosen = next((one for one in standing if one.kind == asked), None)
    if chosen is not None and view.person.may(ACT):
        _over(view, told(view, f"kinds.{chosen.kind}"), lambda: _form(view, chosen))


def _over(view: View, title: str, inside: Callable[[], None]) -> None:
    frame = st.dialog(title, on_dismiss=lambda: going.more(view, **{PART: ""}))
    frame(inside)()


def _form(view: View, finding: Finding) -> None:
    st.caption(told(view, "dismissed.note", items=view.count(finding.items)))
    with st.form("dismissing", border=False):
        reason = st.text_area(told(view, "dismissed.reason"), key="dismiss_reason", max_chars=300)
        days = st.segmented_control(
            told(view, "dismissed.days"), DAYS, default=DAYS[0], required=True, key="dismiss_days",
            format_func=lambda one: told(view, "dismissed.so_many_days", days=one),
        )  # fmt: skip
        pressed = st.form_submit_button(told(view, "dismissed.do"), type="primary")
    if pressed and _done(view, lambda: _dismissed(view, finding, reason, int(days))):
        going.more(view, **{PART: ""})
        going.again()


def _dismissed(view: View, finding: Finding, reason: str, days: int) -> None:
    view.person.must(ACT)
    chosen = view.selection
    draft = Draft(
        finding.kind,
        chosen.tree,
        chosen.division,
        digest(view, finding),
        finding.items,
        reasons.said(reason),
    )
    with store().writing() as db:
        dismissals.dismiss(db, draft, view.person.account, days)
        audit.within(
            db, view.person, "exception.dismissed", chosen.division,
            kind=finding.kind, items=finding.items, days=days,
        )  # fmt: skip


def _list(view: View, dismissed: Dismissed) -> None:
    for finding, by in dismissed:
        st.markdown(
            told(
                view, "dismissed.one",
                what=told(view, f"kinds.{finding.kind}"), items=view.count(finding.items),
                who=_who(view, by), day=day_name(day_in_beijing(by.made_at), view.language),
                until=day_name(day_in_beijing(by.ends_at), view.language),
            )
        )  # fmt: skip
        st.text(by.reason)
        if view.person.may(ACT) and st.button(
            told(view, "dismissed.undo"), key=f"return_{by.number}", icon=":material/undo:"
        ):
            _done(view, partial(_returned, view, by))
            going.more(view, **{PART: ""})
            going.again()


def _who(view: View, by: Dismissal) -> str:
    """Who set it aside: the reader by name, others by account."""
    return view.person.name if by.made_by == view.person.account else by.made_by


def _returned(view: View, by: Dismissal) -> None:
    view.person.must(ACT)
    with store().writing() as db:
        dismissals.withdraw(db, by.number, view.person.account)
        audit.within(db, view.person, "exception.returned", view.selection.division, kind=by.kind)


def _done(view: View, act: Callable[[], None]) -> bool:
    """Do *act*; whether it was done, and the reader told when not."""
    try:
        act()
    except HoldlineError as fault:
        refusal.tell(view, fault)
        return False
    return True
