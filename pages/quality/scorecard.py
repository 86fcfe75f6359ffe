"""Scorecard: how good the data of each division are, how that moves, and how far mending is."""

import streamlit as st

from holdline.messages.dates import day_name
from holdline.shell import figure, scorecard_notice, scorecard_progress, scorecard_scores
from holdline.shell.page import Page, received
from holdline.shell.view import View

PAGE = Page(order=91, icon=":material/scoreboard:", needs="view.scorecard")


def render(view: View) -> None:
    """The scores of the division and those below; beside them the trend and its likes."""
    level = scorecard_scores.level_of(view)
    without = scorecard_scores.remembered(view)
    own = scorecard_scores.scores(view, level, without)
    below = scorecard_scores.scores(view, level + 1, without)
    found = scorecard_progress.by_area(view)
    left, right = st.columns([13, 9], gap="medium")
    with left:
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            day = day_name(view.manifest.as_of_on, view.language)
            figure.title(view.say("scored", day=day), view.say("scored_note"))
            with st.popover(view.say("formula_title"), icon=":material/function:", width="content"):
                st.markdown(view.say("formula"))
            scorecard_notice.draw(view, own, below, found)
        scorecard_scores.draw(view, own, below, height=400)
        scorecard_progress.draw(view, found, height=200)
    with right:
        # Past snapshots are kept without the copy that published figures are made from.
        if not view.scope.is_published:
            scorecard_scores.draw_trend(view, level, without)
        scorecard_scores.draw_peers(view, level, own)


if __name__ == "__main__":
    render(received())
