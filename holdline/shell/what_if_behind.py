"""The households behind a figure of the simulator, over the page.

A figure is told in the address as `part`, `part:detail` and where it is of another division than
the chosen one `@division`: `proposed`, `sole:c1`, `enters@370403`, `guard:village_clause:3704…|c1`.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import streamlit as st

from holdline.messages.catalogue import text
from holdline.reference.divisions import is_code
from holdline.rules import answers, guards
from holdline.rules.bits import Words, total
from holdline.rules.guards import Guard
from holdline.rules.index import Truth
from holdline.rules.judge import CANDIDATE
from holdline.shell import going, listing
from holdline.shell import what_if_state as state
from holdline.shell.view import View, one
from holdline.shell.what_if_state import OPEN, Trial
from holdline.tables.layout import Cell, Heading, Line, Listing

MOST = 300
TABLES = {"policy_exit": "exit", "identification": "identification", "elimination": "elimination"}
ALONE = {"sole": answers.alone, "solely": answers.alone_rescues}


def said(view: View, key: str, **facts: object) -> str:
    """A word of these lists."""
    return text(view.language, f"facts.opened.{key}", **facts)


def unheard(view: View) -> None:
    """Say which choices of the bar do not matter to rules, when one was made."""
    last = one(view.query("shared/period"))["last_month"]
    chosen = view.selection
    if view.month != last or chosen.monitor_type or chosen.main_risk:
        st.caption(text(view.language, "facts.unheard", month=view.month_name(last)))


def open_figure(part: str, detail: str = "", division: str = "") -> None:
    """Tell the address that the households behind a figure are to be shown."""
    told = f"{part}:{detail}" if detail else part
    state.tell(open=f"{told}@{division}" if division else told)


def draw(trial: Trial) -> None:
    """Lay the list over the page when the address names a figure."""
    told, _, division = state.told(OPEN).partition("@")
    part, _, detail = told.partition(":")
    words = _words(trial, part, detail)
    if words is None or (division and not is_code(division)):
        return
    where = trial.here
    if division:
        where = where & trial.held.places.rows_of(trial.view.selection.tree, division)
    words = words & where
    view = trial.view
    heading = said(
        view, "title", title=_title(trial, part, detail), households=view.households(total(words))
    )
    frame = st.dialog(heading, width="large", on_dismiss=lambda: state.tell(open=""))
    frame(lambda: _inside(trial, words))()


def _words(trial: Trial, part: str, detail: str) -> Words | None:
    known: Mapping[str, Callable[[], Words]] = {
        "scope": lambda: trial.after.scope,
        "enters": lambda: trial.after.proposed & ~trial.before.proposed,
        "leaves": lambda: trial.before.proposed & ~trial.after.proposed,
        "flow": lambda: _flow(trial, detail),
        "kept_by_hand": lambda: trial.by_hand.kept,
        "proposed_by_hand": lambda: trial.by_hand.proposed,
        "guard": lambda: _guarded(trial, detail),
    }  # fmt: skip
    if part in trial.after.by_name:
        return trial.after.by_name[part]
    if part in known:
        return known[part]()
    if part in CLAUSE_PARTS and detail in trial.rules.parts:
        return _of_clause(trial, part, detail)
    return None


CLAUSE_PARTS = (
    "met", "removed", "sole", "unknown", "saved", "solely", "not_met", "not_known",
    "focus_proposed", "unswept",
)  # fmt: skip


def _of_clause(trial: Trial, part: str, clause: str) -> Words:
    index, after = trial.held.index, trial.after
    if part in ALONE:
        return ALONE[part](index, after).get(clause, index.nothing)
    truth = index.truth(trial.rules.resolved(trial.rules.clause(clause)), trial.rules.unknown)
    untold = truth.possible & ~truth.sure
    return {
        "met": truth.sure & after.scope,
        "not_met": after.scope & ~truth.possible,
        "not_known": untold & after.scope,
        "removed": truth.sure & after.proposed,
        "saved": truth.sure & after.saved,
        "unknown": untold & after.pending,
        "focus_proposed": truth.sure & after.proposed,
        "unswept": truth.sure & after.scope & ~_swept(trial),
    }[part]


def _swept(trial: Trial) -> Words:
    """Those the concentrated sweep has seen; of other rules than identification, nobody."""
    index = trial.held.index
    if index.table != "identification_fact":
        return index.nothing
    seen: Words = index.store.flags(index.table, "is_swept")[0]
    return seen


def _flow(trial: Trial, detail: str) -> Words:
    before, _, after = detail.partition(">")
    nothing = trial.held.index.nothing
    one = trial.before.by_name.get(before, nothing)
    return one & trial.after.by_name.get(after, nothing)


def _guarded(trial: Trial, detail: str) -> Words:
    kind, _, key = detail.partition(":")
    try:
        return guards.behind(trial.held.index, trial.within, trial.ground, Guard(kind, key, 0, 0))
    except (KeyError, ValueError):  # an address that names what is not
        return trial.held.index.nothing


def _title(trial: Trial, part: str, detail: str) -> str:
    view = trial.view
    if part in trial.after.by_name:
        return trial.said(part)
    if part == "flow":
        before, _, after = detail.partition(">")
        return said(view, "flow", before=trial.said(before), after=trial.said(after))
    if part == "guard":
        return text(view.language, f"facts.guards.kinds.{detail.partition(':')[0]}")
    clause = trial.title(detail) if detail else ""
    return said(view, part, clause=clause)


def _inside(trial: Trial, words: Words) -> None:
    view = trial.view
    if total(words) > MOST:
        st.caption(said(view, "first", most=view.count(MOST)))
    rows = answers.rows(words, take=MOST)
    met = trial.held.index.truths(trial.rules, *CANDIDATE, "exemption")
    lines = [line(view, row, {"why": _why(view, met, row["place"])}) for row in named(trial, rows)]
    households(view, "opened", lines, more=("why",), height=440)


def _why(view: View, met: Mapping[str, Truth], row: int) -> Cell:
    """Which clauses of the scenario are met at a row, and which are not known."""
    said = []
    for name, truth in met.items():
        word, bit = row >> 6, row & 63
        if int(truth.sure[word]) >> bit & 1:
            said.append(name.upper())
        elif int(truth.possible[word]) >> bit & 1:
            said.append(f"{name.upper()}?")
    return Cell(" ".join(said) or view.common("values.none"))


def named(trial: Trial, places: Sequence[int]) -> list[dict[str, Any]]:
    """What households are called, by their places, in the order given."""
    name = f"policy/{TABLES[trial.base.name]}_listed"
    found = trial.view.query(name, view=trial.view.selection.tree, places=tuple(places)).rows
    by_place = {row["place"]: row for row in found.iter_rows(named=True)}
    return [by_place[place] for place in places if place in by_place]


def line(view: View, row: Mapping[str, Any], more: Mapping[str, Cell]) -> Line:
    """A household as a line, with *more* cells behind."""
    missing = view.common("values.unknown_place")
    cells = {
        "id": Cell(row["household_id"], row["household_id"], acts=True),
        "head": Cell(row["head_name"] or view.common("values.missing"), acts=True),
        "town": Cell(row["town_name"] or missing),
        "village": Cell(row["village_name"] or missing),
        "people": Cell(view.count(row["people"]), row["people"]),
        **more,
    }
    return Line(row["household_id"], cells)


def households(
    view: View, name: str, lines: list[Line], *, more: Sequence[str], height: int = 260
) -> None:
    """A list of households; a click opens the card."""
    headings = [Heading("id", text(view.language, "facts.listed.id"), is_unbroken=True)]
    headings += [
        Heading(one, text(view.language, f"facts.listed.{one}"), is_wide_only=one == "town")
        for one in ("head", "town", "village")
    ]
    headings += [
        Heading(one, text(view.language, f"facts.listed.{one}"),
                kind="text" if one == "why" else "number")
        for one in ("people", *more)
    ]  # fmt: skip
    caption = text(view.language, "facts.listed.caption")
    clicked = listing.draw(
        view, Listing(name, caption, headings, lines), key=f"what_if_{name}", height=height
    )
    if clicked:
        going.open_page(view, "households", household=clicked["row"])
