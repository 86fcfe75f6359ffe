"""The list of findings: each with its reason, its household, and where triage has it."""

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any

import streamlit as st

from holdline.messages.catalogue import text
from holdline.messages.dates import day_name
from holdline.quality import handling
from holdline.quality.checks import Check, all_checks
from holdline.quality.wording import reason, shown
from holdline.shell import going, listing
from holdline.shell.view import View
from holdline.tables.layout import Cell, Heading, Line, Listing

SELECTED = "findings_selected"
HISTORY = "history"
SIDES = ("register", "department")
CELLS = ("value", "expected")
COLUMNS = ("tick", "severity", "reason", *CELLS, *SIDES, "household", "place", "state")
TICKED, UNTICKED = "☑", "☐"
Row = Mapping[str, Any]


def draw(
    view: View,
    rows: Sequence[Row],
    *,
    with_dates: bool,
    height: int,
    whole: Callable[[int], Sequence[Row]],
) -> None:
    """Show *rows*: a tick selects, a household opens its card, a state its history.

    *whole* gives all of a list of which one page is shown: at most so many rows.
    """
    columns = tuple(one for one in COLUMNS if one not in (CELLS if with_dates else SIDES))
    untouched = columns[1:]
    households = {row["mark"]: row["household_id"] for row in rows}
    pressed = listing.draw(
        view,
        _table(view, rows, columns if may_act(view) else untouched, selected()),
        key="findings",
        height=height,
        on_chosen=lambda click: _ticked(view, click),
        whole=lambda most: _table(view, whole(most), untouched, ()),
    )
    if pressed and pressed["column"] == "household" and households.get(pressed["row"]):
        going.open_page(view, "households", household=households[pressed["row"]])


def _table(
    view: View, rows: Sequence[Row], columns: Sequence[str], chosen: Collection[str]
) -> Listing:
    checks = {check.id: check for check in all_checks()}
    return Listing(
        "findings",
        view.say("caption"),
        [_heading(view, name) for name in columns],
        [_line(view, row, checks[row["check_id"]], columns, chosen) for row in rows],
        is_sortable=False,
        empty=view.say("none"),
    )


def may_act(view: View) -> bool:
    """Whether the reader's role lets them do anything to a finding."""
    return any(view.person.may(act) for act in (handling.MAKER, handling.CHECKER))


def selected() -> set[str]:
    """The marks this reader has ticked."""
    found: set[str] = st.session_state.setdefault(SELECTED, set())
    return found


def select(marks: Collection[str]) -> None:
    """Tick just these."""
    st.session_state[SELECTED] = set(marks)


def said(view: View, row: Row, check: Check) -> str:
    """Why a row is at fault, in one sentence; of one no longer there, what it was about."""
    if not row["field"]:
        return view.say("gone", title=check.title(view.language))
    cell = (row["field"], row["value"], row["expected"])
    return reason(check, *cell, view.language, is_missing=row["is_missing"])


def _ticked(view: View, click: Mapping[str, str]) -> None:
    if click["column"] == "tick":
        st.session_state[SELECTED] = selected() ^ {click["row"]}
    elif click["column"] == "state":
        going.more(view, **{HISTORY: click["row"]})


def _heading(view: View, name: str) -> Heading:
    return Heading(
        name,
        view.say(f"heads.{name}"),
        is_wide_only=name in ("severity", *CELLS, "place", *SIDES),
        is_unbroken=name in ("tick", "severity", "household", "state"),
    )


def _line(
    view: View,
    row: Row,
    check: Check,
    columns: Sequence[str],
    chosen: Collection[str],
) -> Line:
    is_ticked = row["mark"] in chosen
    cells = {
        "tick": Cell(
            TICKED if is_ticked else UNTICKED,
            acts=True,
            speech=view.say("untick" if is_ticked else "tick"),
        ),
        "severity": Cell(view.say(f"severitys.{row['severity']}"), row["severity"]),
        "reason": Cell(said(view, row, check), note=row["check_id"]),
        "value": Cell(_value(view, row)),
        "expected": Cell(_expected(view, row)),
        "household": _household(view, row),
        "place": Cell(f"{row['town_name'] or ''}{row['village_name'] or ''}"),
        "state": _state(view, row),
        **_sides(view, row),
    }
    return Line(row["mark"], {name: cells[name] for name in columns}, is_ticked)


def _value(view: View, row: Row) -> str:
    if row["value"] is None and not row["is_missing"]:
        return view.say("hidden")
    return shown(row["field"], row["value"], view.language)


def _expected(view: View, row: Row) -> str:
    if row["expected"] is None:
        return view.common("values.none")
    return shown(row["field"], row["expected"], view.language)


def _household(view: View, row: Row) -> Cell:
    if not row["household_id"]:
        return Cell(view.say("of_division"))
    name = row["head_name"] or (view.common("values.missing") if row["field"] else "")
    return Cell(name, note=row["household_id"], acts=True)


def _state(view: View, row: Row) -> Cell:
    due = view.say("due", day=f"{row['due_on']:%Y-%m-%d}") if row["due_on"] else ""
    told = " · ".join(filter(None, [row["owner"], due]))
    return Cell(view.say(f"states.{row['state']}"), note=told, acts=True)


def _sides(view: View, row: Row) -> dict[str, Cell]:
    """What the register says and since when; which department says otherwise, as of which day."""
    told = {
        name: view.say(f"{name}_told", day=day_name(row[name], view.language))
        for name in ("register_on", "department_on", "happened_on")
        if row[name]
    }
    days = view.common("values.joint").join(
        told[name] for name in ("department_on", "happened_on") if name in told
    )
    if row["tier"]:
        tier = text(view.language, f"pages.people.tiers.{row['tier']}")
        days = view.common("values.joint").join(filter(None, [days, view.say("linked", tier=tier)]))
    named = view.code("department", row["department"]) if row["department"] else ""
    return {
        "register": Cell(_value(view, row), note=told.get("register_on", "")),
        "department": Cell(named or view.say("no_department"), note=days),
    }
