"""The briefing's charts: how the figures came about, and why."""

import streamlit as st

from holdline.charts.ranking import ranking
from holdline.charts.trend import trend as trend_figure
from holdline.shell import event_marks, figure
from holdline.shell.view import View

FILTERS = ("division", "month", "monitor_type", "main_risk")
FLOWS = ("open_households", "new_households", "closed_households")


def trend(view: View, *, height: int) -> None:
    """Two years of stock and flows; a click on a month goes to it."""
    months = view.query("briefing/trend", **view.chosen(*FILTERS))
    rows = months.rows
    change = rows["open_households"][-1] - rows["open_households"][0] if rows.height else 0
    names = [view.month_name(month) for month in rows["month"]]
    drawn = trend_figure(
        months,
        names=names,
        stock="open_households",
        came="new_households",
        went="closed_households",
        labels={name: view.say(name) for name in FLOWS},
        height=height,
    )
    told = event_marks.on(view, drawn)
    figure.title(
        view.say("trend", months=max(rows.height - 1, 0), change=view.change(change)),
        "\n\n".join([view.say("trend_note"), *event_marks.told(told)]),
    )
    figure.draw(view, told, key="trend", alt=view.say("trend_alt"), part="month")
    event_marks.tell(told, is_printed_only=True)


def risks(view: View, *, tallest: int) -> None:
    """The main risks of the open; a click on one filters by it."""
    found = view.query("briefing/risks", **view.chosen("division", "month", "monitor_type"))
    rows, total = found.rows, found.total("open_households")
    key = "risks_all" if view.selection.main_risk else "risks"
    figure.title(view.say(key, total=view.households(total)), view.say("risks_note"))
    if rows.is_empty():
        st.caption(view.say("nobody"))
        return
    drawn = ranking(
        keys=rows["main_risk"].to_list(),
        labels=[view.code("risk_type", code) for code in rows["main_risk"]],
        lengths=rows["open_households"].to_list(),
        written=[
            view.common("units.hh", value=view.count(row["open_households"]))
            + f" {view.rate(row['share'])}"
            for row in rows.iter_rows(named=True)
        ],
        chosen=view.selection.main_risk,
        height=max(48, min(16 * rows.height, tallest)),
    )
    figure.draw(view, drawn, key="risks", alt=view.say("risks_alt"), part="main_risk")
