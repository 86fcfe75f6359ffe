"""The households behind a figure, over the page: as many rows as the figure counts."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Literal

import polars as pl
import streamlit as st

from holdline.messages.catalogue import text
from holdline.messages.dates import day_name
from holdline.shell import going, listing, pacing
from holdline.shell.timelines_choice import OPEN
from holdline.shell.view import View
from holdline.tables.layout import Cell, Heading, Line, Listing

MOST = 300
Row = Mapping[str, Any]
Form = Callable[[View, Any], Cell]


def said(view: View, key: str, **facts: object) -> str:
    """A word of the lists all pages share."""
    return text(view.language, f"behind.{key}", **facts)


def draw(
    view: View, title: str, rows: pl.DataFrame, columns: Sequence[str], note: str = ""
) -> None:
    """Lay the list over the page; closing it takes it out of the address.

    Args:
        view: of the page.
        title: what the rows are.
        rows: one line each; household_id, and the *columns* to show.
        columns: names of columns of *rows* that this module can write.
        note: how to read it.

    Raises:
        PaceExceeded, StateUnavailable: as holdline.shell.pacing, of a list that names households.
    """
    if "household_id" in rows.columns and not rows.is_empty():
        chosen = view.selection
        pacing.opened(view, "list", (view.page, title, chosen.division, chosen.month, chosen.more))
    heading = said(view, "title", title=title, rows=view.count(rows.height))
    frame = st.dialog(heading, width="large", on_dismiss=lambda: going.more(view, **{OPEN: ""}))
    frame(lambda: _inside(view, rows, columns, note))()


def _inside(view: View, rows: pl.DataFrame, columns: Sequence[str], note: str) -> None:
    if note:
        st.caption(note)
    if rows.height > MOST:
        rows = _sorted(view, rows, columns)
        st.caption(said(view, "first", most=view.count(MOST)))
    pressed = listing.draw(
        view, table(view, rows.head(MOST), columns), key="behind", height=440,
        whole=lambda most: table(view, rows.head(most), columns),
    )  # fmt: skip
    if pressed is None or "household_id" not in rows.columns:
        return
    household = rows["household_id"][int(pressed["row"])]
    if household:
        going.open_page(view, "households", household=household)


def _sorted(view: View, rows: pl.DataFrame, columns: Sequence[str]) -> pl.DataFrame:
    """All the rows in the order asked for: what is shown of a long list would sort a part of it."""
    plain = [one for one in columns if not isinstance(rows.schema[one], pl.List)]
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        by = st.selectbox(
            said(view, "sort"), ["", *plain], key="behind_sort", width=250,
            format_func=lambda one: said(view, f"heads.{one}") if one else said(view, "unsorted"),
            label_visibility="collapsed",
        )  # fmt: skip
        is_down = st.toggle(said(view, "down"), key="behind_down")
    return rows.sort(by, descending=is_down, nulls_last=True, maintain_order=True) if by else rows


def table(view: View, rows: pl.DataFrame, columns: Sequence[str]) -> Listing:
    """The rows as a table whose household numbers and heads open the household's card."""
    shown = (*(["household_id"] if "household_id" in rows.columns else []), *columns)
    lines = [
        Line(str(number), {name: _cell(view, name, row[name]) for name in shown})
        for number, row in enumerate(rows.iter_rows(named=True))
    ]
    headings = [Heading(name, said(view, f"heads.{name}"), kind=_kind(name)) for name in shown]
    return Listing("behind", said(view, "caption"), headings, lines, empty=said(view, "nobody"))


def _kind(name: str) -> Literal["text", "number"]:
    return "number" if name in NUMBERS or name == "change" else "text"


def _cell(view: View, name: str, value: Any) -> Cell:
    if name in ("household_id", "head_name"):
        return Cell(value or view.common("values.missing"), value, acts=value is not None)
    if name in NUMBERS:
        return Cell(view.count(value), value)
    if name == "change":
        return Cell(view.change(value), value)
    if name.endswith(("_on", "_month")):
        return Cell(_dated(view, name, value), str(value or ""))
    return Cell(_worded(view, name, value))


def _dated(view: View, name: str, value: Any) -> str:
    return day_name(value, view.language) if name.endswith("_on") else view.month_name(value)


def _worded(view: View, name: str, value: Any) -> str:
    if name in CODED:
        return _coded(view, CODED[name], value)
    if name in NAMED:
        return _named(view, NAMED[name], value)
    if name in ("town_name", "village_name"):
        return value or view.common("values.unknown_place")
    return _plain(view, value)


def _named(view: View, kind: str, value: Any) -> str:
    named = value if isinstance(value, list) else [value] if value else []
    told = view.common("values.joint").join(said(view, f"{kind}.{one}") for one in named)
    return told or view.common("values.none")


def _coded(view: View, kind: str, value: Any) -> str:
    if isinstance(value, list):
        return view.codes(kind, value)
    return view.code(kind, value)


def _plain(view: View, value: Any) -> str:
    if isinstance(value, bool):
        return view.claim(value)
    return view.common("values.none_or_missing") if value is None else str(value)


NUMBERS = frozenset(
    {"people", "months", "days", "members", "days_late", "objections", "papers", "visits"}
)
CODED = {
    "monitor_type": "monitor_type",
    "main_risk": "risk_type",
    "risk": "risk_type",
    "risks": "risk_type",
    "household_type": "household_type",
    "sweep_result": "sweep_result",
    "channel": "self_report_channel",
    "source_channel": "source_channel",
    "department": "department",
    "result": "handling_result",
    "lacking": "file_item",
    "issue_status": "issue_status",
    "loan_status": "loan_status",
    "project_kind": "project_kind",
    "project_status": "project_status",
    "work_region": "work_region",
    "member_change_reason": "member_change_reason",
    "responsible_role": "responsible_role",
}
NAMED = {
    "closing": "closings",
    "contradiction": "contradictions",
    "fault": "faults",
    "stage": "stages",
    "locked_for": "locks",
}
