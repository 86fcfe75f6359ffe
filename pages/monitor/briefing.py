"""Briefing: is the line holding, where not, and what is due when."""

from collections.abc import Mapping

import streamlit as st

from holdline.shell import (
    areas,
    bar,
    board,
    briefing_charts,
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
FILTERS = ("division", "month", "monitor_type", "main_risk")
# Pixels left below the cards on a screen of 768: English needs a second line above them.
HEIGHTS, NOTICE, DEADLINES = {"zh": 292, "en": 270}, 36, 0.4
TITLE = 84
AREA = ("open", "open_people", "change", "rate", "new")
HOUSEHOLD = ("id", "head", "monitor_type", "main_risk", "months")


def render(view: View) -> None:
    """The figures; then where, how they came about, why, and what the notice asks by when."""
    figures = headline.by_cell(view.query("briefing/headline", **view.chosen(*FILTERS)))
    st.markdown(_sentence(view, figures))
    _opened(view, board.draw(view, headline.cards(view, figures), key="headline"))
    height = HEIGHTS[view.language] - NOTICE * bar.is_partly_held(view)
    left, middle, right = st.columns([10, 7.5, 9], gap="small")
    with left:
        _below(view, height)
    with middle:
        briefing_charts.trend(view, height=int(height * 0.43))
        briefing_charts.risks(view, tallest=int(height * 0.44))
    with right:
        deadlines.draw(view, key="deadlines", height=int(height * DEADLINES))
        queues_exceptions.draw(view, height=int(height * (1 - DEADLINES)) - 40)


def _below(view: View, height: int) -> None:
    """The division among its siblings, and those below it; in a village, its households too."""
    is_lowest = areas.below(view, view.selection.division).rows.is_empty()
    said = view.say("areas" if view.scope.shows_rows else "areas_published")
    figure.title(said, view.say("areas_note"))
    areas.draw(view, key="areas", height=height // 3 if is_lowest else height, columns=AREA)
    if is_lowest:
        count = lists.counted(view)
        told = {part: getattr(view, part)(count[part]) for part in ("households", "people")}
        measure = view.common(f"measures.{view.selection.measure}")
        figure.title(view.say("households", measure=measure, **told), view.say("households_note"))
        lists.draw(
            view,
            lists.behind(view, HOUSEHOLD, skip=0, take=100),
            height=height - height // 3 - TITLE,
        )


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


if __name__ == "__main__":
    render(received())
