"""Timelines: how long until the risk is eliminated, how it ends, whether it lasts, what guards it."""

import streamlit as st

from holdline.charts.heat import heat
from holdline.messages.dates import month_key
from holdline.reference.periods import shifted
from holdline.shell import (
    figure,
    timelines_behind,
    timelines_choice,
    timelines_curves,
    timelines_guards,
)
from holdline.shell.page import Page, received
from holdline.shell.view import View, one

PAGE = Page(order=50, icon=":material/timeline:", needs="view.timelines")
FILTERS = ("division", "month", "monitor_type", "main_risk")
BASES = ("households", "people")
COHORTS, SPAN = 24, 36
LISTED = (
    "village_name",
    "head_name",
    "monitor_type",
    "main_risk",
    "identified_on",
    "eliminated_on",
    "closing",
    "days",
)


def render(view: View) -> None:
    """Curves and ways out; cohorts and relapses; then the guards, each opening its households."""
    left, middle, right = st.columns([10, 6, 5], gap="small", vertical_alignment="bottom")
    with left:
        by = timelines_choice.draw(view, "by", timelines_curves.BY)
    with middle:
        start = timelines_curves.draw_since(view)
    with right:
        base = timelines_choice.draw(view, "base", BASES)
    _curves(view, by, start)
    left, right = st.columns(2, gap="medium")
    with left:
        _cohorts(view, base)
    with right:
        timelines_guards.draw_again(view, base)
        timelines_guards.draw_guards(view)
    left, right = st.columns(2, gap="medium")
    with left:
        timelines_guards.draw_spikes(view)
    with right:
        timelines_guards.draw_orders(view)
    _opened(view)


def _curves(view: View, by: str, start: object) -> None:
    counted = one(view.query("timelines/counted", **view.chosen(*FILTERS), since=start))
    whole = timelines_curves.curves(view, "all", timelines_curves.since(view))
    st.markdown(timelines_curves.sentence(view, whole, counted))
    left, right = st.columns([13, 11], gap="medium")
    with left:
        found = (
            whole
            if by == "all"
            else timelines_curves.curves(view, by, timelines_curves.since(view))
        )
        timelines_curves.draw(view, by, found)
    with right:
        timelines_curves.draw_ways(view, whole, counted)


def _cohorts(view: View, base: str) -> None:
    figure.title(view.say("cohorts"), view.say("cohorts_note"))
    first = shifted(view.month, 1 - COHORTS)
    rows = view.query("timelines/cohorts", **view.chosen(*FILTERS), since=first).rows
    rows = rows.filter(rows["months"] <= SPAN)
    if rows.is_empty():
        st.caption(view.say("nobody"))
        return
    rate = "rate_people" if base == "people" else "rate"
    said = [
        view.say(
            f"cohort_{base}",
            cohort=view.month_name(row["identified_month"]),
            size=view.count(row[f"cohort_{base}"]),
            months=row["months"],
            eliminated=view.count(row[f"eliminated_{base}"]),
            rate=view.rate(row[rate]),
        )
        for row in rows.iter_rows(named=True)
    ]
    cohorts = [month_key(month) for month in rows["identified_month"]]
    drawn = heat(
        across=rows["months"].to_list(),
        down=cohorts,
        shares=rows[rate].to_list(),
        keys=[f"{cohort}~{months}" for cohort, months in zip(cohorts, rows["months"], strict=True)],
        said=said,
        names=(view.say("months_since"), view.say("cohort_month")),
        size=14,
        height=440,
    )
    timelines_choice.chart(view, drawn, key="cohorts", alt=view.say("cohorts_alt"), opens="cohort")


def _opened(view: View) -> None:
    """The households behind the figure that the address names, over the page."""
    name, key = timelines_choice.opened(view)
    if name == "order":
        timelines_guards.draw_order(view, key)
    if name not in (
        "under_year",
        "unreasoned",
        "no_labour",
        "all",
        "again",
        "day",
        "cohort",
        "month",
    ):
        return
    inputs = view.chosen(*FILTERS)
    if name == "month":
        key, of, value = [*key.split("~"), "", ""][:3]
        inputs |= {of: value} if of in ("monitor_type", "main_risk", "division") else {}
    rows = view.query(
        "timelines/listed", **inputs, since=timelines_curves.since(view), figure=name, key=key
    ).rows
    extra = ("reason",) if name in ("under_year", "unreasoned") else ()
    extra += ("again_month",) if name == "again" else ()
    if name == "no_labour":
        rows, extra = timelines_guards.with_people(view, rows), ("who",)
    timelines_behind.draw(view, view.say(f"opened.{name}"), rows, (*LISTED, *extra))


if __name__ == "__main__":
    render(received())
