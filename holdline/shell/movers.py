"""Top movers: what a change between two months is made of, each part opening its households."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import polars as pl
import streamlit as st

from holdline.messages.dates import month_key, parse_month
from holdline.queries.runner import Result
from holdline.reference.periods import months, shifted
from holdline.shell import figure, going, listing, timelines_behind, timelines_choice
from holdline.shell.view import View, one
from holdline.tables.layout import Cell, Heading, Line, Listing

SINCE = "since"
FILTERS = ("division", "month", "measure", "monitor_type", "main_risk")
SUMS = ("before", "now", "change", "gained", "lost")
OPENING = ("change", "gained", "lost")
AREAS, KINDS = "areas", "kinds"
LISTED = (
    "village_name",
    "head_name",
    "change",
    "people",
    "monitor_type",
    "main_risk",
    "identified_month",
    "closing",
    "closed_month",
)


def since(view: View) -> date:
    """The month compared with: the address's, else the month before the chosen one."""
    first: date = one(view.query("shared/period"))["first_month"]
    told = view.selection.extra(SINCE)
    month = parse_month(told) if told else shifted(view.month, -1)
    return min(max(month, first), view.month)


def draw_since(view: View) -> date:
    """Let the reader choose the month compared with; the chosen one."""
    first = one(view.query("shared/period"))["first_month"]
    options = [month_key(month) for month in reversed(months(first, view.month))]
    key, chosen = "choice_since", since(view)
    st.session_state[key] = month_key(chosen)
    st.selectbox(
        view.say("since"),
        options,
        key=key,
        format_func=lambda option: view.say(
            "since_month", month=view.month_name(parse_month(option))
        ),
        label_visibility="collapsed",
        on_change=lambda: going.more(view, **{SINCE: st.session_state[key]}),
    )
    return chosen


def moved(view: View, by: str) -> Result:
    """What moved, by areas or by kinds (type and main risk): rows of changes/*."""
    return view.query(f"changes/{by}", **view.chosen(*FILTERS), since=since(view))


def draw(view: View, by: str, found: Result, *, height: int) -> None:
    """The movers, the greatest first, and their sum on top; a count opens its households."""
    rows, measure = found.rows, view.common(f"measures.{view.selection.measure}")
    said = view.say(by, measure=measure)
    figure.title(said, view.say(f"{by}_note"))
    most = max((abs(value) for value in rows["change_households"]), default=0) or 1
    keys = rows["division_code"] if by == AREAS else rows["monitor_type"] + "~" + rows["main_risk"]
    lines = [
        _line(view, key, _name(view, by, row), row, most)
        for key, row in zip(keys, rows.iter_rows(named=True), strict=True)
    ]
    table = Listing(
        f"{by}-{view.selection.division}-{view.selection.measure}",
        said,
        _headings(view, by),
        lines,
        total=_total(view, found) if lines else None,
        empty=view.say("nothing"),
    )
    listing.draw(view, table, key=by, height=height, on_chosen=lambda click: _went(view, by, click))


def _headings(view: View, by: str) -> list[Heading]:
    def counted(name: str, kind: Any = "number") -> Heading:
        return Heading(name, view.say(f"heads.{name}"), kind, view.say(f"hints.{name}"))

    kinds = [("change", "bar"), ("people", "number"), ("rate", "number"), ("gained", "number")]
    return [
        Heading("name", view.common("areas.name") if by == AREAS else view.say("heads.kind")),
        *(counted(name) for name in ("before", "now")),
        *(counted(name, kind) for name, kind in [*kinds, ("lost", "number")]),
    ]


def _line(view: View, key: str, name: Cell, row: Mapping[str, Any], most: int) -> Line:
    cells = {
        one_: Cell(_written(view, one_, row[f"{one_}_households"]), row[f"{one_}_households"])
        for one_ in SUMS
    }
    for one_ in OPENING:
        value = row[f"{one_}_households"]
        share = value / most if one_ == "change" and most else 0.0
        cells[one_] = Cell(_written(view, one_, value), value, share=share, acts=True)
    return Line(
        key,
        {
            "name": name,
            **cells,
            "people": Cell(view.change(row["change_people"]), row["change_people"]),
            "rate": Cell(view.rate(row["contribution"]), row["contribution"]),
        },
    )


def _written(view: View, name: str, value: int) -> str:
    return view.change(value) if name == "change" else view.count(value)


def _name(view: View, by: str, row: Mapping[str, Any]) -> Cell:
    if by == KINDS:
        kind, risk = row["monitor_type"], row["main_risk"]
        said = view.say("kind", kind=view.type_name(kind), risk=view.code("risk_type", risk))
        return Cell(said, said, acts=True)
    if row["division_code"] == view.selection.division:
        return Cell(view.say("itself", name=row["short_name"]), row["division_code"])
    return Cell(row["short_name"], row["division_code"], acts=True)


def _total(view: View, found: Result) -> Line:
    names = [name for name in found.rows.columns if name.endswith(("_households", "_people"))]
    sums = {name: found.total(name) for name in names}
    change = sums["change_households"]
    row = {**sums, "contribution": 1.0 if change else None}
    return _line(view, "", Cell(view.common("board.all")), row, 0)


def _went(view: View, by: str, click: Mapping[str, str]) -> None:
    column, key = click["column"], click["row"]
    if column in OPENING:
        timelines_choice.open_figure(view, f"{by}-{column}", key)
    elif by == AREAS:
        going.change(view, division=key)
    else:
        kind, _, risk = key.partition("~")
        going.change(view, monitor_type=kind, main_risk=risk)


def opened(view: View) -> None:
    """The households behind the change that the address names, over the page."""
    name, key = timelines_choice.opened(view)
    by, _, column = name.partition("-")
    if by not in (AREAS, KINDS) or column not in OPENING:
        return
    rows = _behind(view, by, key)
    if column != "change":
        rows = rows.filter(pl.col("change") > 0 if column == "gained" else pl.col("change") < 0)
    measure = view.common(f"measures.{view.selection.measure}")
    title = view.say(f"opened.{column}", measure=measure, sum=view.change(sum(rows["change"])))
    timelines_behind.draw(view, title, rows, LISTED, note=view.say("opened_note"))


def _behind(view: View, by: str, key: str) -> pl.DataFrame:
    inputs = {**view.chosen(*FILTERS), "since": since(view), "at": "inside"}
    if by == AREAS and key:
        inputs |= {"at": "at"} if key == view.selection.division else {"division": key}
    elif key:
        kind, _, risk = key.partition("~")
        inputs |= {"monitor_type": kind, "main_risk": risk}
    return view.query("changes/listed", **inputs).rows
