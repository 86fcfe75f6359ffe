"""The map of areas: fill, labels, legend, table and months, all of one answer."""

from datetime import date
from functools import partial
from typing import Any

import streamlit as st

from holdline.access import suppression
from holdline.exports import mapped
from holdline.maps import choropleth, legend
from holdline.maps.choropleth import Area
from holdline.maps.ground import Ground, ground, rings
from holdline.messages.dates import MISSING, month_key
from holdline.shell import figure as figures
from holdline.shell import going, map_boundaries, map_source, map_table, takeaway
from holdline.shell.components import component
from holdline.shell.map_figures import FIGURES, Figure, beside, bound, of, short, written
from holdline.shell.view import View

WIDE, HALF, HEIGHT = 800, 640, 385


def draw(view: View, figure: Figure) -> None:
    """The map beside its table; two maps when months are compared."""
    codes = figure.rows["division_code"].unique(maintain_order=True).to_list()
    grounds = ground(view.selection.division, codes)
    split = _split(view, figure)
    if split:
        for side, column in enumerate(st.columns(2, gap="medium")):
            with column:
                shown, month = split[side]
                _map(view, shown, grounds, month, wide=HALF, side=side)
        if split[0][0].classes != split[1][0].classes:
            st.caption(view.say("apart"))
        map_source.say(view, grounds, figure)
        map_table.draw(view, figure, height=None)
        map_boundaries.draw(view)
        return
    left, right = st.columns([3, 2], gap="medium")
    with left:
        _map(view, figure, grounds, view.month, wide=WIDE)
        months(view, figure)
        map_source.say(view, grounds, figure)
    with right:
        figures.title(view.say("table_title"), view.say("table_note"))
        map_table.draw(view, figure, height=HEIGHT + 60)
    map_boundaries.draw(view)


def _split(view: View, figure: Figure) -> list[tuple[Figure, date]]:
    """The two maps compared: another month, or another figure, and the chosen one."""
    told = view.selection.extra("against")
    if told in FIGURES and told != figure.name:
        other, one = beside(of(view, "areas", told), figure)
        return [(other, view.month), (one, view.month)]
    if told in {month_key(month) for month in figure.total["month"]}:
        return [(figure, figures.month_of(told)), (figure, view.month)]
    return []


def _map(
    view: View, figure: Figure, grounds: Ground, month: date, *, wide: int, side: int = 1
) -> None:
    """One map; the *side* is 0 for what the chosen one is compared with."""
    here = view.query("shared/ancestors", **view.chosen("division")).rows["short_name"][-1]
    said = view.say(
        "areas_title",
        division=here,
        month=view.month_name(month),
        figure=view.say(f"figures.{figure.name}"),
    )
    figures.title(said, view.say(f"notes.{figure.name}"))
    if not grounds.drawn:
        st.info(view.say("no_outlines"))
        return
    drawn = _drawn(view, figure, grounds, month, wide)
    takeaway.add_picture(said, partial(_picture, drawn, grounds), more=map_source.of(view, grounds))
    key = f"map_{side}"
    told = {"name": f"{key}_{view.selection.division}", "absent": view.say("not_loaded")}
    component("areas")(
        key=key,
        data={**drawn, **told, "alt": said},
        on_opened_change=lambda: _clicked(view, key),
    )


def _drawn(view: View, figure: Figure, grounds: Ground, month: date, wide: int) -> dict[str, Any]:
    areas = [_area(view, figure, row) for row in figure.at(month)]
    values = [area.value for area in areas if area.code in grounds.drawn]
    told = legend.words(
        figure.classes, values, write=lambda value: bound(view, figure, value), say=_say(view),
        least=suppression.least() if view.scope.is_published else 0,
    )  # fmt: skip
    return choropleth.figure(
        grounds,
        areas,
        figure.classes,
        legend=told,
        blank=view.say("legend.blank"),
        beneath=view.say("legend.without") if view.is_nation else view.say("legend.beneath"),
        size=(wide, HEIGHT),
        drawn_round=view.scope.area,
    )


def _picture(drawn: dict[str, Any], grounds: Ground, **said: str) -> bytes:
    return mapped.areas(drawn, rings(grounds.files), **said)


def _say(view: View) -> legend.Say:
    return lambda key, **facts: view.say(f"legend.{key}", **facts)


def _area(view: View, figure: Figure, row: dict[str, Any]) -> Area:
    value = figure.values[row["division_code"], row["month"]]
    name = row["short_name"] + (view.say("zone_mark") if row["is_zone"] else "")
    hover = [name, written(view, figure, value)]
    if figure.is_rate:
        events, base, _ = figure.parts(row)
        raw = written(view, figure, figure.raw(row))
        counts = {"events": view.count(events), "base": view.count(base)}
        hover.append(view.say(f"hover.{figure.name}", raw=raw, **counts))
    else:
        other = "people" if figure.base == "households" else "households"
        count = row[f"{figure.name}_{other}"]
        hover.append(view.people(count) if other == "people" else view.households(count))
    excluded = _zones_within(view, figure, row)
    if excluded:
        hover.append(view.say("without_zones", zones=excluded))
    hover.append(view.say("hover.click"))
    label = (row["short_name"], short(view, figure, value) or MISSING)
    return Area(row["division_code"], value, label, tuple(hover), row["is_zone"])


def _zones_within(view: View, figure: Figure, row: dict[str, Any]) -> str:
    zones = [
        one["short_name"]
        for one in figure.at(row["month"])
        if one["is_zone"] and one["host_code"] == row["division_code"]
    ]
    return view.common("values.joint").join(zones)


def _clicked(view: View, key: str) -> None:
    """Go to the division clicked; a code of anywhere else does nothing."""
    code = st.session_state[key].opened["code"]
    codes = view.query("shared/siblings", view=view.selection.tree, parent=view.selection.division)
    if code in set(codes.rows["division_code"]) and view.scope.covers(code):
        going.change(view, division=code, household="")


def months(view: View, figure: Figure) -> None:
    """A slider over the months; every one is filled by the same classes."""
    held = figure.total["month"].to_list()
    if len(held) < 2:  # noqa: PLR2004  one month has nothing to slide to
        return
    st.session_state["map_month"] = view.month
    st.select_slider(
        view.say("slider"),
        held,
        key="map_month",
        format_func=view.month_name,
        label_visibility="collapsed",
        on_change=lambda: going.change(view, month=st.session_state["map_month"]),
    )
