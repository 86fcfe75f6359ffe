"""Planner: whom to visit this week, and what the visits say of everybody."""

from dataclasses import replace

import streamlit as st

from holdline.shell import figure, planner_list, planner_plan, scorecard_scores
from holdline.shell.page import Page, received
from holdline.shell.view import View

PAGE = Page(order=95, icon=":material/directions_walk:", needs="view.planner")
USUAL, MOST = 60, 500
CITY = 2
WIDE = 470


def render(view: View) -> None:
    """How many; the list by village; beside it the classes and the estimate."""
    level = scorecard_scores.level_of(view)
    if level < CITY:
        _cities(view, level)
        return
    homes = planner_plan.classes(view)
    left, right = st.columns([13, 8], gap="medium")
    with left:
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            year, _, week = planner_plan.week().partition("-W")
            figure.title(view.say("planned", year=year, week=int(week)), view.say("how"))
            few = st.number_input(
                view.say("few"), 1, MOST, USUAL, key="planner_few", label_visibility="collapsed",
                width=130,
            )  # fmt: skip
            plan = planner_plan.of(view, homes, int(few))
            _keep(view, plan)
        planner_list.draw(view, plan, height=430)
    with right:
        planner_list.draw_classes(view, homes, plan)
        planner_list.draw_estimate(view, plan)


def _cities(view: View, level: int) -> None:
    """Whom to visit is planned by city: the divisions below with their scores, to go to one."""
    st.info(view.say("too_wide"))
    without = scorecard_scores.remembered(view)
    own, below = (scorecard_scores.scores(view, one, without) for one in (level, level + 1))
    scorecard_scores.draw(replace(view, page="scorecard"), own, below, height=WIDE)


def _keep(view: View, plan: planner_plan.Drawn) -> None:
    if plan.is_kept:
        st.caption(view.say("kept", account=plan.plan.made_by))
    else:
        st.button(
            view.say("keep"),
            icon=":material/bookmark:",
            on_click=planner_plan.keep,
            args=(view, plan),
            disabled=not view.person.may("act.triage") or not plan.homes,
        )


if __name__ == "__main__":
    render(received())
