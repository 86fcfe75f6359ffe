"""Explore: the households behind a measure, told apart by any dimension at any step."""

import streamlit as st

from holdline.shell import figure, free_drill, measures, own_themes
from holdline.shell.page import Page, received
from holdline.shell.view import View

PAGE = Page(order=27, icon=":material/account_tree:", needs="view.explore")
HEIGHT = 430
LISTED = (
    "village_name",
    "head_name",
    "monitor_type",
    "main_risk",
    "people",
    "identified_month",
    "closing",
    "closed_month",
)


def render(view: View) -> None:
    """The steps taken, what the rest is told apart by, and the table that goes on."""
    drill = free_drill.read(view)
    left, middle, right = st.columns([6, 3, 3], gap="small", vertical_alignment="bottom")
    with left:
        measures.draw(view)
    with middle:
        free_drill.draw_choice(view, drill, free_drill.BY)
    with right:
        free_drill.draw_choice(view, drill, free_drill.OVER)
    free_drill.draw_steps(view, drill)
    own_themes.draw_onward(view, drill)
    rows = free_drill.cells(view, drill)
    whole = free_drill.whole(rows)
    figure.title(
        view.say(
            "counted",
            measure=view.common(f"measures.{view.selection.measure}"),
            households=view.households(whole["households"]),
            people=view.people(whole["people"]),
            by=free_drill.named(view, drill.by),
        ),
        view.say("note"),
    )
    free_drill.draw(view, drill, rows, height=HEIGHT)
    several = [one for one in (drill.by, drill.over) if one in free_drill.SEVERAL]
    if several:
        st.caption(view.say("several", name=view.say(f"many.{several[0]}")))
    free_drill.opened(view, drill, LISTED)


if __name__ == "__main__":
    render(received())
