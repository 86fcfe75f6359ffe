"""Cohorts: the households identified in one month, followed through the months after."""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from holdline.charts.heat import heat
from holdline.messages.dates import month_key
from holdline.reference.periods import shifted
from holdline.shell import figure, timelines_choice
from holdline.shell.view import View

COHORTS, SPAN = 24, 36


def draw(view: View, base: str) -> None:
    """Each month's cohort and what share of it was eliminated in the months after."""
    figure.title(view.say("cohorts"), view.say("cohorts_note"))
    first = shifted(view.month, 1 - COHORTS)
    rows = view.query(
        "timelines/cohorts",
        **view.chosen("division", "month", "monitor_type", "main_risk"),
        since=first,
    ).rows
    rows = rows.filter(rows["months"] <= SPAN)
    if rows.is_empty():
        st.caption(view.say("nobody"))
        return
    rate = "rate_people" if base == "people" else "rate"
    cohorts = [month_key(month) for month in rows["identified_month"]]
    drawn = heat(
        across=rows["months"].to_list(),
        down=cohorts,
        shares=rows[rate].to_list(),
        keys=[f"{cohort}~{months}" for cohort, months in zip(cohorts, rows["months"], strict=True)],
        said=[_said(view, base, row, rate) for row in rows.iter_rows(named=True)],
        names=(view.say("months_since"), view.say("cohort_month")),
        size=14,
        height=440,
    )
    timelines_choice.chart(view, drawn, key="cohorts", alt=view.say("cohorts_alt"), opens="cohort")


def _said(view: View, base: str, row: Mapping[str, Any], rate: str) -> str:
    return view.say(
        f"cohort_{base}",
        cohort=view.month_name(row["identified_month"]),
        size=view.count(row[f"cohort_{base}"]),
        months=row["months"],
        eliminated=view.count(row[f"eliminated_{base}"]),
        rate=view.rate(row[rate]),
    )
