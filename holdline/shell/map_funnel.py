"""The funnel of a rate: which areas differ by more than chance, and which only look it."""

from typing import Any

import streamlit as st

from holdline.maps import funnel
from holdline.maps.funnel import Dot
from holdline.shell import figure as figures
from holdline.shell import map_table
from holdline.shell.map_figures import Figure, drawn_together, written
from holdline.shell.view import View

HEIGHT = 470


def draw(view: View, figure: Figure) -> None:
    """The funnel beside the map's table."""
    left, right = st.columns([3, 2], gap="medium")
    with left:
        figures.title(view.say(f"funnel.{figure.name}"), view.say("funnel.note"))
        rows = figure.at(view.month)
        dots = [_dot(view, figure, row) for row in rows if figure.parts(row)[1]]
        if dots:
            _drawn(view, figure, rows, dots)
        else:
            st.info(view.say("funnel.empty"))
    with right:
        figures.title(view.say("table_title"), view.say("table_note"))
        map_table.draw(view, figure, height=HEIGHT)


def _drawn(view: View, figure: Figure, rows: list[dict[str, Any]], dots: list[Dot]) -> None:
    common = drawn_together(figure, rows).common
    spec = funnel.figure(
        dots,
        common,
        factor=figure.parts(rows[0])[2],
        is_share=figure.is_share,
        titles=(view.say(f"heads.base_{figure.name}"), view.say(f"figures.{figure.name}")),
        names=lambda line: view.say(f"funnel.{line}"),
        height=HEIGHT - 40,
    )
    alt = view.say(f"funnel.{figure.name}")
    figures.draw(view, spec, key="map_funnel", alt=alt, part="division")
    apart = [dot.name for dot in dots if funnel.outside(dot, common, is_share=figure.is_share)]
    names = view.common("values.joint").join(apart)
    st.caption(view.say("funnel.outside", count=len(apart), names=names or view.say("funnel.none")))


def _dot(view: View, figure: Figure, row: dict[str, Any]) -> Dot:
    events, base, _ = figure.parts(row)
    raw = written(view, figure, figure.raw(row))
    told = {"raw": raw, "events": view.count(events), "base": view.count(base)}
    hover = f"<b>{row['short_name']}</b><br>" + view.say(f"hover.{figure.name}", **told)
    return Dot(row["division_code"], row["short_name"], events, base or 0, hover)
