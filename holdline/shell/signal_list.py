"""Signals on pages: a bell on the briefing, and the list with its reasons and who took note."""

from collections.abc import Mapping
from datetime import date
from functools import lru_cache

import streamlit as st

from holdline.access import audit
from holdline.errors import HoldlineError, StateUnavailable
from holdline.messages.catalogue import text
from holdline.messages.dates import day_name
from holdline.quality import signals
from holdline.quality.signals import Signal
from holdline.queries.runner import Result
from holdline.shell import going, listing, refusal
from holdline.shell.tasks_sending import places
from holdline.shell.view import View
from holdline.state import dismissals, reasons
from holdline.state.dismissals import Dismissal, Draft
from holdline.state.store import store
from holdline.tables.layout import Cell, Heading, Line, Listing
from holdline.timeline.locks import day_in_beijing

ACT = "act.acknowledge"
PART = "note"
PREFIX = "signal."
TOWNSHIP = 4
YEARS = 5 * 365  # days a note lasts: as long as these data do
COLUMNS = ("place", "what", "reason", "known")


def told(view: View, key: str, **facts: object) -> str:
    """A word of signals, the same on every page."""
    return text(view.language, f"signals.{key}", **facts)


def found(view: View) -> list[tuple[Signal, Dismissal | None]]:
    """The signals of the chosen division and all below it in the month, with who took note.

    Between the chosen division and the lowest ones a count is told once: where it arose.
    """
    figures = view.query(signals.FIGURES, **view.chosen("division", "month"))
    held = _judged(figures, view.month, view.selection.division, view.scope.is_published)
    digests = {one: _digest(view, one) for one in map(_key, held)}
    try:
        with store().reading() as db:
            noted = dismissals.among(db, digests.values())
    except StateUnavailable:
        noted = {}
    return [(one, noted.get(digests[_key(one)])) for one in held]


@lru_cache(maxsize=512)
def _judged(figures: Result, month: date, top: str, is_published: bool) -> tuple[Signal, ...]:  # noqa: FBT001
    """Of an answer that is kept, the signals are judged once: of a province 2,000 rows a run."""
    rows = figures.rows.iter_rows(named=True)
    return tuple(signals.lowest(signals.found(rows, month, is_published=is_published), top))


def unnoted(view: View) -> int:
    """How many signals nobody took note of."""
    return sum(1 for _, noted in found(view) if noted is None)


def draw(view: View, *, is_all: bool, height: int) -> None:
    """The list; a press opens the households behind a signal, or the form that takes note."""
    held = [(one, noted) for one, noted in found(view) if is_all or noted is None]
    shown = {_name(one): one for one, _ in held}
    names = _places(view, [one for one, _ in held])
    table = Listing(
        "signals", told(view, "title"),
        [Heading(name, told(view, f"heads.{name}")) for name in COLUMNS],
        [_line(view, one, noted, names[one.division_code]) for one, noted in held],
        is_sortable=False, empty=told(view, "none"),
    )  # fmt: skip
    pressed = listing.draw(
        view, table, key="signals", height=height, on_chosen=lambda click: _asked(view, click)
    )
    chosen = shown.get(view.selection.extra(PART))
    if chosen is not None and view.person.may(ACT):
        _over(view, chosen)
    one = shown.get(pressed["row"]) if pressed else None
    if pressed and one and pressed["column"] == "what":
        _opened(view, one)


def _asked(view: View, click: Mapping[str, str]) -> None:
    if click["column"] == "known":
        going.more(view, **{PART: click["row"]})


def _opened(view: View, one: Signal) -> None:
    page = "households" if view.person.may("view.households") else "subjects"
    going.open_page(
        view, page, division=one.division_code, measure=one.opens, household="", words="",
        monitor_type="", main_risk="",
    )  # fmt: skip


def _over(view: View, chosen: Signal) -> None:
    frame = st.dialog(
        told(view, "acknowledge.title"), on_dismiss=lambda: going.more(view, **{PART: ""})
    )
    frame(lambda: _form(view, chosen))()


def _form(view: View, one: Signal) -> None:
    st.text(f"{one.place} · {one.title(view.language)}")
    st.caption(one.reason(view.language, is_published=view.scope.is_published))
    with st.form("noting", border=False):
        reason = st.text_area(told(view, "acknowledge.reason"), key="note_reason", max_chars=300)
        pressed = st.form_submit_button(told(view, "acknowledge.do"), type="primary")
    if not pressed:
        return
    try:
        _note(view, one, reason)
    except HoldlineError as fault:
        refusal.tell(view, fault)
        return
    going.more(view, **{PART: ""})
    going.again()


def _note(view: View, one: Signal, reason: str) -> None:
    view.person.must(ACT)
    draft = Draft(
        kind=f"{PREFIX}{one.kind}",
        tree=view.selection.tree,
        division_code=one.division_code,
        found=_digest(view, _key(one)),
        items=1,
        reason=reasons.said(reason),
    )
    with store().writing() as db:
        dismissals.dismiss(db, draft, view.person.account, YEARS)
        audit.within(db, view.person, "signal.noted", one.division_code, kind=one.kind)


def _places(view: View, held: list[Signal]) -> dict[str, str]:
    """What each place is called, a township behind its county."""
    towns = sorted({one.division_code for one in held if one.level == TOWNSHIP})
    return {one.division_code: one.place for one in held} | places(view, towns)


def _line(view: View, one: Signal, noted: Dismissal | None, place: str) -> Line:
    what = one.title(view.language)
    if noted is not None:
        who = view.person.name if noted.made_by == view.person.account else noted.made_by
        day = day_name(day_in_beijing(noted.made_at), view.language)
        # What was said may tell a count that is hidden from whoever sees published figures.
        said = noted.reason if view.scope.shows_rows else ""
        known = Cell(told(view, "acknowledge.by", who=who, day=day), note=said)
    elif view.person.may(ACT):
        speech = told(view, "acknowledge.speech", place=one.place, what=what)
        known = Cell(told(view, "acknowledge.do"), acts=True, speech=speech)
    else:
        known = Cell("")
    cells = {
        "place": Cell(place, one.division_code),
        "what": Cell(what, acts=True),
        "reason": Cell(one.reason(view.language, is_published=view.scope.is_published)),
        "known": known,
    }
    return Line(_name(one), cells)


def _name(one: Signal) -> str:
    return f"{one.kind}~{one.division_code}"


def _key(one: Signal) -> tuple[str, str]:
    return one.kind, one.division_code


def _digest(view: View, key: tuple[str, str]) -> str:
    return signals.digest(*key, view.selection.tree, view.month, view.manifest.data_hash)
