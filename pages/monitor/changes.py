"""Changes: what moved since last month, or any month, and which divisions and kinds moved it."""

import streamlit as st

from holdline.queries.runner import Result
from holdline.shell import figure, measures, movers
from holdline.shell.page import Page, received
from holdline.shell.view import View

PAGE = Page(order=25, icon=":material/trending_up:", needs="view.changes")
HEIGHT = 440


def render(view: View) -> None:
    """The change in a sentence; the movers by division, and by type and risk."""
    left, right = st.columns([3, 1], gap="medium", vertical_alignment="bottom")
    with left:
        measures.draw(view)
    with right:
        movers.draw_since(view)
    areas, kinds = movers.moved(view, movers.AREAS), movers.moved(view, movers.KINDS)
    st.markdown(_sentence(view, areas, kinds))
    left, right = st.columns(2, gap="medium")
    with left:
        movers.draw(view, movers.AREAS, areas, height=HEIGHT)
    with right:
        movers.draw(view, movers.KINDS, kinds, height=HEIGHT)
    movers.opened(view)


def _sentence(view: View, areas: Result, kinds: Result) -> str:
    path = view.query("shared/ancestors", **view.chosen("division"))
    change = areas.total("change_households")
    said = view.say(
        "sentence",
        division=figure.escaped(path.rows["division_name"][-1]),
        measure=view.common(f"measures.{view.selection.measure}"),
        month=view.month_name(view.month),
        since=view.month_name(movers.since(view)),
        before=view.households(areas.total("before_households")),
        now=view.households(areas.total("now_households")),
        change=view.change(change),
        people=view.change(areas.total("change_people")),
    )
    if kinds.rows.is_empty() or areas.rows.is_empty() or not change:
        return said
    area, top = areas.rows.row(0, named=True), kinds.rows.row(0, named=True)
    return said + view.say(
        "sentence_top",
        area=figure.escaped(area["short_name"]),
        area_change=view.change(area["change_households"]),
        kind=view.say(
            "kind",
            kind=view.type_name(top["monitor_type"]),
            risk=view.code("risk_type", top["main_risk"]),
        ),
        kind_change=view.change(top["change_households"]),
    )


if __name__ == "__main__":
    render(received())
