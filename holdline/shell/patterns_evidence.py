"""The evidence of one pattern: every household of the village, those in it set off."""

from collections.abc import Mapping
from typing import Any

import polars as pl
import streamlit as st

from holdline.charts.strip import strip
from holdline.messages import figures
from holdline.shell import figure, going, listing, patterns_list
from holdline.shell.view import View
from holdline.tables.layout import Cell, Heading, Line, Listing

# By which figure or moment the households of a pattern are told apart.
BY = {
    "incomes_alike": "income_yuan",
    "incomes_round": "income_yuan",
    "households_copied": "income_yuan",
    "growth_alike": "growth",
    "far_from_peers": "income_yuan",
    "entered_fast": "entered_at",
    "visited_fast": "located_at",
    "changed_together": "updated_at",
}
MOMENTS = ("entered_at", "located_at", "updated_at")


def draw(view: View, row: Mapping[str, Any], *, height: int) -> None:
    """What the pattern shows, a chart where there is a figure to draw, and the households."""
    village = f"{row['town_name'] or ''}{row['village_name'] or ''}"
    name = patterns_list.named(view.language, row["pattern"])
    figure.title(view.say("evidence", village=village, name=name), view.say("evidence_note"))
    st.markdown(figure.escaped(patterns_list.sentence(view.language, row)))
    inputs = {"village": row["village_code"], "pattern": row["pattern"]}
    homes = view.query("quality/pattern_homes", **inputs).rows
    by = BY.get(row["pattern"], "")
    if by:
        _chart(view, homes.drop_nulls(by), by)
    _homes(view, homes.filter(pl.col("is_in")), by, height=height - (200 if by else 0))
    st.button(
        view.say("to_findings"),
        icon=":material/rule:",
        key="to_findings",
        on_click=lambda: st.session_state.update(patterns_go=row["village_code"]),
    )
    if st.session_state.pop("patterns_go", None):
        going.open_page(view, "findings", division=row["village_code"], household="")


def _chart(view: View, homes: pl.DataFrame, by: str) -> None:
    drawn = strip(
        values=homes[by].to_list(),
        marked=homes["is_in"].to_list(),
        keys=homes["household_id"].to_list(),
        said=[_said(view, home, by) for home in homes.iter_rows(named=True)],
        names=(view.say("in_it"), view.say("others")),
        across=view.say(f"by.{by}"),
        height=190,
    )
    alt = view.say("chart_alt", by=view.say(f"by.{by}"))
    figure.show(view, drawn, key="evidence", alt=alt)


def _homes(view: View, homes: pl.DataFrame, by: str, *, height: int) -> None:
    lines = [
        Line(
            home["household_id"],
            {
                "household": Cell(home["household_id"], acts=True),
                "head": Cell(home["head_name"] or view.common("values.missing"), acts=True),
                "shared": Cell(_shown(view, home, by)),
            },
        )
        for home in homes.iter_rows(named=True)
    ]
    headings = [
        Heading("household", view.say("heads.household"), is_unbroken=True),
        Heading("head", view.say("heads.head"), is_unbroken=True),
        Heading("shared", view.say(f"by.{by}") if by else view.say("heads.shared")),
    ]
    table = Listing("homes", view.say("homes"), headings, lines, empty=view.say("none"))
    pressed = listing.draw(view, table, key="homes", height=max(height, 120))
    if pressed:
        going.open_page(view, "households", household=pressed["row"])


def _shown(view: View, home: Mapping[str, Any], by: str) -> str:
    value = home[by] if by else home["evidence"]
    if value is None:
        return view.common("values.missing")
    if by in MOMENTS:
        return f"{value:%Y-%m-%d %H:%M:%S}"
    if by == "income_yuan":
        return figures.yuan(value, view.language)
    if by == "growth":
        return figures.rate(value - 1, view.language, 1)
    return str(value)


def _said(view: View, home: Mapping[str, Any], by: str) -> str:
    return f"{home['head_name'] or ''} {home['household_id']}<br>{_shown(view, home, by)}"
