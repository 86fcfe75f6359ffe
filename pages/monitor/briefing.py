"""Briefing: is the line holding, where not, and what is due when."""

from collections.abc import Mapping

import streamlit as st

from holdline.charts.ranking import ranking
from holdline.charts.trend import trend
from holdline.shell import (
    areas,
    board,
    deadlines,
    figure,
    going,
    headline,
    lists,
    queues_exceptions,
)
from holdline.shell.page import Page, received
from holdline.shell.view import View

PAGE = Page(order=10, icon=":material/monitoring:", needs="view.briefing")
FLOWS = ("open_households", "new_households", "closed_households")
FILTERS = ("division", "month", "monitor_type", "main_risk")
HEIGHT, DEADLINES = 330, 164
AREA = ("open", "open_people", "change", "rate", "new")
HOUSEHOLD = ("id", "head", "monitor_type", "main_risk", "months")


def render(view: View) -> None:
    """The figures; then where, how they came about, why, and what the notice asks by when."""
    figures = headline.by_cell(view.query("briefing/headline", **view.chosen(*FILTERS)))
    st.markdown(_sentence(view, figures))
    _opened(view, board.draw(view, headline.cards(view, figures), key="headline"))
    left, middle, right = st.columns([10, 7.5, 9], gap="small")
    with left:
        _below(view)
    with middle:
        _trend(view)
        _risks(view)
    with right:
        deadlines.draw(view, key="deadlines", height=DEADLINES)
        queues_exceptions.draw(view, height=HEIGHT - DEADLINES - 40)


def _below(view: View) -> None:
    """The division among its siblings, and those below it; in a village, its households too."""
    is_lowest = areas.below(view, view.selection.division).rows.is_empty()
    figure.title(view.say("areas"), view.say("areas_note"))
    areas.draw(view, key="areas", height=HEIGHT // 2 if is_lowest else HEIGHT, columns=AREA)
    if is_lowest:
        count = lists.counted(view)
        told = {part: getattr(view, part)(count[part]) for part in ("households", "people")}
        measure = view.common(f"measures.{view.selection.measure}")
        figure.title(view.say("households", measure=measure, **told), view.say("households_note"))
        lists.draw(view, lists.behind(view, HOUSEHOLD, skip=0, take=100), height=HEIGHT // 2 - 40)


def _sentence(view: View, figures: headline.Rows) -> str:
    now = figures["now", "all"]
    path = view.query("shared/ancestors", **view.chosen("division"))
    return view.say(
        "sentence",
        month=view.month_name(view.month),
        division=figure.escaped(path.rows["division_name"][-1]),
        identified=view.households(now["identified_households"]),
        identified_people=view.people(now["identified_people"]),
        eliminated=view.households(now["eliminated_households"]),
        eliminated_people=view.people(now["eliminated_people"]),
        rate=view.rate(now["elimination_rate"]),
        rate_people=view.rate(now["elimination_rate_people"]),
        open=view.households(now["open_households"]),
        open_people=view.people(now["open_people"]),
    )


def _opened(view: View, opened: Mapping[str, str] | None) -> None:
    if not opened:
        return
    measure = "eliminated" if opened["measure"] == "rate" else opened["measure"]
    kind = view.selection.monitor_type if opened["row"] == "all" else opened["row"]
    going.open_page(view, "households", measure=measure, monitor_type=kind, household="")


def _trend(view: View) -> None:
    months = view.query("briefing/trend", **view.chosen(*FILTERS))
    rows = months.rows
    change = rows["open_households"][-1] - rows["open_households"][0] if rows.height else 0
    figure.title(
        view.say("trend", months=max(rows.height - 1, 0), change=view.change(change)),
        view.say("trend_note"),
    )
    names = [view.month_name(month) for month in rows["month"]]
    drawn = trend(
        months,
        names=names,
        stock="open_households",
        came="new_households",
        went="closed_households",
        labels={name: view.say(name) for name in FLOWS},
        height=142,
    )
    figure.draw(view, drawn, key="trend", alt=view.say("trend_alt"), part="month")


def _risks(view: View) -> None:
    risks = view.query("briefing/risks", **view.chosen("division", "month", "monitor_type")).rows
    total = int(risks["open_households"].sum())
    figure.title(view.say("risks", total=view.households(total)), view.say("risks_note"))
    if risks.is_empty():
        st.caption(view.say("nobody"))
        return
    drawn = ranking(
        keys=risks["main_risk"].to_list(),
        labels=[view.code("risk_type", code) for code in risks["main_risk"]],
        lengths=risks["open_households"].to_list(),
        written=[
            f"{view.households(row['open_households'])} {view.rate(row['share'])}"
            for row in risks.iter_rows(named=True)
        ],
        chosen=view.selection.main_risk,
        height=max(48, min(16 * risks.height, 146)),
    )
    figure.draw(view, drawn, key="risks", alt=view.say("risks_alt"), part="main_risk")


if __name__ == "__main__":
    render(received())
