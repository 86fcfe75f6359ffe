"""The curves of the time to elimination: estimates, their table of numbers at risk, ways out."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import polars as pl
import streamlit as st

from holdline.charts.survival import Curve, incidence, survival
from holdline.messages.dates import month_key, parse_month
from holdline.shell import figure, going, listing, timelines_choice
from holdline.shell.view import View, one
from holdline.tables.layout import Cell, Heading, Line, Listing
from holdline.timeline.survival import Quartiles, at_risk, quartiles

BY = ("all", "monitor_type", "main_risk", "division")
FILTERS = ("division", "month", "monitor_type", "main_risk")
WAYS = {"by_support": "by_support_share", "natural": "naturally_share", "untold": "untold_share"}
MARKS = (6, 12, 18, 24, 36)
MOST = 6
HEIGHT = 300


def since(view: View) -> date:
    """First month of observation: the address's, or the data's own first."""
    first: date = one(view.query("shared/period"))["first_month"]
    told = view.selection.extra("since")
    month = parse_month(told) if told else first
    return min(max(month, first), view.month)


def draw_since(view: View) -> date:
    """The choice of the first month of observation, as January of each year covered."""
    first: date = one(view.query("shared/period"))["first_month"]
    chosen = since(view)
    options = sorted(
        {first, chosen, *(date(y, 1, 1) for y in range(first.year + 1, view.month.year + 1))}
    )
    st.session_state["choice_since"] = chosen
    st.selectbox(
        view.say("choices.since.title"),
        options,
        key="choice_since",
        format_func=view.month_name,
        help=view.say("choices.since.note"),
        on_change=lambda: going.more(view, since=month_key(st.session_state["choice_since"])),
    )
    return chosen


def curves(view: View, by: str, start: date) -> dict[str, pl.DataFrame]:
    """The curves by what they are of: all, a code, or a division's code; most spells first."""
    places, told = ("below", "all") if by == "division" else ("itself", by)
    rows = view.query(
        "timelines/curve", **view.chosen(*FILTERS), places=places, by=told, since=start
    ).rows
    of = "division_code" if by == "division" else "label"
    found = {str(key[0]): curve for key, curve in rows.group_by(of, maintain_order=True)}
    sizes = {key: int(curve["leaving"].sum()) for key, curve in found.items()}
    return {key: found[key] for key in sorted(found, key=lambda key: (-sizes[key], key))}


def name(view: View, by: str, key: str) -> str:
    """What a curve is of, in words."""
    if by == "division":
        rows = view.query(
            "shared/siblings", view=view.selection.tree, parent=view.selection.division
        ).rows
        return str(dict(rows.iter_rows()).get(key, key))
    if by == "all":
        return view.common("board.all")
    return view.code("monitor_type" if by == "monitor_type" else "risk_type", key)


def draw(view: View, by: str, found: Mapping[str, pl.DataFrame]) -> None:
    """The curves with their bands, and under them how many each rests on."""
    shown = dict(list(found.items())[:MOST])
    figure.title(view.say("curve"), view.say("curve_note"))
    drawn = survival(
        [curve(view, name(view, by, key), rows, f"{by}~{key}") for key, rows in shown.items()],
        year=view.say("guarded_year"),
        across=view.say("months_since"),
        height=HEIGHT,
    )
    timelines_choice.chart(view, drawn, key="curve", alt=view.say("curve_alt"), opens="month")
    if len(found) > MOST:
        st.caption(view.say("curves_left", shown=MOST, all=len(found)))
    listing.draw(view, _table(view, by, found), key="at_risk", height=190)


def draw_ways(view: View, found: Mapping[str, pl.DataFrame], counted: Mapping[str, Any]) -> None:
    """The cumulative incidence of each way out, and what the curves rest on."""
    figure.title(view.say("ways"), view.say("ways_note"))
    rows = found.get("all")
    if rows is None:
        st.caption(view.say("nobody"))
        return
    parts = [
        _part(view, way, rows, column)
        for way, column in WAYS.items()
        if way != "untold" or rows["untold"].sum()
    ]
    drawn = incidence(
        parts, year=view.say("guarded_year"), across=view.say("months_since"), height=HEIGHT
    )
    timelines_choice.chart(view, drawn, key="ways", alt=view.say("ways_alt"), opens="month")
    facts = {key: view.count(value) for key, value in counted.items()}
    st.caption(view.say("counted", **facts))


def curve(view: View, label: str, rows: pl.DataFrame, of: str) -> Curve:
    """One curve with what each point says; *of* begins the key a click tells."""
    said = [
        view.say(
            "curve_point",
            label=label,
            months=row["months"],
            share=view.rate(row["survival"]),
            low=view.rate(row["survival_low"]),
            high=view.rate(row["survival_high"]),
            at_risk=view.count(row["at_risk"]),
            events=view.count(row["by_support"] + row["naturally"] + row["untold"]),
        )
        for row in rows.iter_rows(named=True)
    ]
    months, shares = rows["months"].to_list(), rows["survival"].to_list()
    low, high = rows["survival_low"].to_list(), rows["survival_high"].to_list()
    keys = [f"{month}~{of}" for month in months]
    if months[0] > 0:
        months, shares, low, high = [0, *months], [1.0, *shares], [1.0, *low], [1.0, *high]
        said, keys = [label, *said], [f"0~{of}", *keys]
    return Curve(label, months, shares, said, keys, low, high)


def _part(view: View, way: str, rows: pl.DataFrame, column: str) -> Curve:
    label = view.common(f"closings.{way}")
    said = [
        view.say("way_point", label=label, months=months, share=view.rate(share))
        for months, share in rows.select("months", column).iter_rows()
    ]
    months = rows["months"].to_list()
    return Curve(
        label, months, rows[column].to_list(), said, [f"{month}~all~all" for month in months]
    )


def _table(view: View, by: str, found: Mapping[str, pl.DataFrame]) -> Listing:
    headings = [
        Heading("name", view.say("heads.curve")),
        *(
            Heading(part, view.say(f"heads.{part}"), kind="number")
            for part in ("spells", "median", "quartiles")
        ),
        *(
            Heading(f"at_{mark}", view.say("heads.at_risk", months=mark), kind="number")
            for mark in MARKS
        ),
    ]
    lines = [Line(key, _cells(view, name(view, by, key), rows)) for key, rows in found.items()]
    return Listing(f"at-risk-{by}", view.say("at_risk"), headings, lines, empty=view.say("nobody"))


def _cells(view: View, label: str, rows: pl.DataFrame) -> dict[str, Cell]:
    found = quartiles(rows)
    numbers: Sequence[int] = at_risk(rows, MARKS)
    spells = int(rows["leaving"].sum())
    return {
        "name": Cell(label, label),
        "spells": Cell(view.count(spells), spells),
        "median": Cell(
            reached(view, found.median), found.median, note=_interval(view, found, "interval_short")
        ),
        "quartiles": Cell(
            f"{reached(view, found.quarter)} / {reached(view, found.three_quarters)}"
        ),
        **{f"at_{mark}": Cell(view.count(n), n) for mark, n in zip(MARKS, numbers, strict=True)},
    }


def reached(view: View, months: int | None) -> str:
    """So many months, or that it was not reached."""
    return view.say("not_reached") if months is None else view.say("so_many_months", months=months)


def _interval(view: View, found: Quartiles, key: str = "interval") -> str:
    if found.low is None:
        return ""
    high = view.say("not_reached") if found.high is None else found.high
    return view.say(key, low=found.low, high=high)


def sentence(view: View, found: Mapping[str, pl.DataFrame], counted: Mapping[str, Any]) -> str:
    """The median in words, with its interval and what it rests on."""
    rows = found.get("all")
    if rows is None:
        return view.say("nobody")
    all_three = quartiles(rows)
    return view.say(
        "sentence",
        spells=view.count(counted["counted"]),
        median=reached(view, all_three.median),
        interval=_interval(view, all_three),
        quarters=_quarters(view, all_three),
    )


def _quarters(view: View, found: Quartiles) -> str:
    """When a quarter and three quarters were eliminated, or that they were not."""
    parts = {"quarter": found.quarter, "three_quarters": found.three_quarters}
    return view.common("values.joint").join(
        view.say(f"{name}_reached", time=reached(view, months))
        if months is not None
        else view.say(f"{name}_not_reached")
        for name, months in parts.items()
    )
