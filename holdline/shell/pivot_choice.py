"""What a pivot table is of: its nested rows, its columns, its figures; all in the address."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import parse_qsl, urlencode

import polars as pl
import streamlit as st

from holdline.shell import free_drill, going
from holdline.shell.free_drill import ALL, BETWEEN, DIMENSIONS, NOTHING, STEPS, Drill
from holdline.shell.view import View
from holdline.state.kept import Kept

ROWS, OVER, SHOW, SORT, CHART = "rows", "over", "show", "sort", "chart"
DEEP, MANY = 3, 4
# Figure: its column of pivot/cells, and the column of its base; a share is of its total.
FIGURES = {
    "households": ("households", ""),
    "people": ("people", ""),
    "share": ("households", ALL),
    "share_people": ("people", ALL),
    "rate": ("elimination_rate", "identified"),
    "rate_people": ("elimination_rate_people", "identified_people"),
    "income": ("income_median", "income_told"),
    "months": ("months_median", "months_told"),
}
SHARES = ("share", "share_people")
USUAL_ROWS, USUAL = ("main_risk", "monitor_type"), ("households", "people", "rate", "income")
NO_ORDER = "-"
CHARTS = ("none", "bars", "stacked", "heat")
Row = dict[str, Any]


@dataclass(frozen=True)
class Pivot:
    """One pivot: nested dimensions of the rows, dimension of the columns, figures, and their look.

    Attributes:
        steps: facets that all households have, as the free drill has them.
        rows: one to three dimensions, the outermost first.
        over: dimension of the columns; "" for none.
        show: names of FIGURES, the first of them is charted.
        sort: the figure by which rows are sorted; "" for the dimensions' own order.
        chart: none, bars, stacked or heat.
    """

    steps: tuple[tuple[str, str], ...]
    rows: tuple[str, ...]
    over: str
    show: tuple[str, ...]
    sort: str
    chart: str


def read(view: View) -> Pivot:
    """The pivot of the address; what it names that there is not is left out."""
    told = view.selection
    rows = _named(told.extra(ROWS), DIMENSIONS)[:DEEP] or USUAL_ROWS
    over = told.extra(OVER)
    show = _named(told.extra(SHOW), FIGURES)[:MANY] or USUAL
    sort, chart = told.extra(SORT, show[0]), told.extra(CHART)
    return Pivot(
        free_drill.read(view).steps,
        rows,
        over if over in DIMENSIONS and over not in rows else NOTHING,
        show,
        sort if sort in FIGURES else NOTHING,
        chart if chart in CHARTS else CHARTS[1],
    )


def _named(told: str, held: dict[str, Any]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one for one in told.split(BETWEEN) if one in held))


def draw(view: View, pivot: Pivot) -> None:
    """The choosers, in two lines."""
    left, middle, right = st.columns([5, 2.4, 5], gap="small", vertical_alignment="bottom")
    with left:
        _several(view, ROWS, pivot.rows, list(DIMENSIONS), DEEP)
    with middle:
        free = [NOTHING, *(one for one in DIMENSIONS if one not in pivot.rows)]
        _single(view, OVER, pivot.over, free)
    with right:
        _several(view, SHOW, pivot.show, list(FIGURES), MANY)


def draw_look(view: View, pivot: Pivot) -> None:
    """How rows are sorted, and which chart stands above them."""
    left, right = st.columns(2, gap="small")
    with left:
        _single(view, SORT, pivot.sort, [*pivot.show, NOTHING])
    with right:
        _single(view, CHART, pivot.chart, CHARTS)


def _several(
    view: View, part: str, chosen: Sequence[str], options: Sequence[str], most: int
) -> None:
    key = f"pivot_{part}"
    st.session_state[key] = list(chosen)
    st.multiselect(
        view.say(f"choices.{part}"), options, key=key, max_selections=most,
        format_func=lambda one: said(view, part, one),
        placeholder=view.say(f"choices.{part}"),
        on_change=lambda: going.more(view, **{part: BETWEEN.join(st.session_state[key])}),
    )  # fmt: skip


def _single(view: View, part: str, chosen: str, options: Sequence[str]) -> None:
    key = f"pivot_{part}"
    st.session_state[key] = chosen if chosen in options else options[0]

    def told() -> None:
        value = st.session_state[key]
        going.more(view, **{part: NO_ORDER if part == SORT and not value else value})

    st.selectbox(
        view.say(f"choices.{part}"), options, key=key,
        format_func=lambda one: said(view, part, one), on_change=told,
    )  # fmt: skip


def said(view: View, part: str, one: str) -> str:
    """What an option of a part is called."""
    if part in {ROWS, OVER} and one:
        name = free_drill.named(as_drill(view), one)
        return name[:1].upper() + name[1:]
    if part == CHART:
        return view.say(f"charts.{one}")
    return view.say(f"figures.{one}") if one else view.say(f"nothing.{part}")


def as_drill(view: View) -> View:
    """The view with the words of the free drill: its dimensions and their values."""
    return replace(view, page="explore")


def cells(view: View, pivot: Pivot) -> pl.DataFrame:
    """The answer of pivot/cells."""
    asked = free_drill.inputs(view, pivot.steps)
    names = (*pivot.rows, "", "")
    told = {"first": names[0], "second": names[1], "third": names[2], "over": pivot.over}
    return view.query("pivot/cells", **asked, **told).rows


def draw_steps(view: View, pivot: Pivot) -> None:
    """The conditions all households meet, each with a way to take it off."""
    if not pivot.steps:
        return
    with st.container(horizontal=True, gap="small"):
        for at, step in enumerate(pivot.steps):
            left = (*pivot.steps[:at], *pivot.steps[at + 1 :])
            drill = as_drill(view)
            name = drill.say(
                "step", name=free_drill.named(drill, step[0]), value=free_drill.said(drill, *step)
            )
            st.button(
                name, key=f"pivot_step_{at}", type="tertiary", icon=":material/close:",
                on_click=going.more, args=(view,), kwargs={STEPS: free_drill.written(left)},
            )  # fmt: skip


def drill_of(pivot: Pivot, values: Sequence[str], across: str) -> Drill:
    """The steps that lead to the households of a cell; *values* by row dimension, ALL for none."""
    more = [(name, value) for name, value in zip(pivot.rows, values, strict=False) if value != ALL]
    more += [(pivot.over, across)] if pivot.over and across != ALL else []
    return Drill((*pivot.steps, *more), pivot.rows[0], NOTHING)


def written(view: View, pivot: Pivot) -> str:
    """The definition as an address: no division, no month, so that it fits any of them."""
    told = {
        "measure": view.selection.measure,
        "monitor_type": view.selection.monitor_type,
        "main_risk": view.selection.main_risk,
        STEPS: free_drill.written(pivot.steps),
        ROWS: BETWEEN.join(pivot.rows),
        OVER: pivot.over,
        SHOW: BETWEEN.join(pivot.show),
        SORT: pivot.sort or NO_ORDER,
        CHART: pivot.chart,
    }
    return urlencode({name: value for name, value in told.items() if value})


def open_kept(view: View, one: Kept) -> None:
    """Show a kept pivot at the reader's own division and month."""
    told = dict(parse_qsl(one.text))
    parts = {name: told.pop(name, "") for name in ("monitor_type", "main_risk")}
    measure = told.pop("measure", view.selection.measure)
    going.change(view, measure=measure, more=tuple(sorted(told.items())), **parts)
