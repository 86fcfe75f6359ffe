"""Households on the map: cells, clusters or single ones, as the window allows."""

from collections import Counter
from collections.abc import Mapping
from typing import Any

import streamlit as st

from holdline.access import area
from holdline.maps import breaks, choropleth, points
from holdline.maps.points import Level, Window
from holdline.reference import codes
from holdline.shell import figure as figures
from holdline.shell import map_canvas, map_source, map_within
from holdline.shell.map_choice import COLOURS
from holdline.shell.view import View, one

AXES = ("longitude", "latitude")
WORLD: Window = (-180.0, -90.0, 180.0, 90.0)
MONTHS = ("m0", "m6", "m12", "m24")
LISTS = {"monitor_type": "monitor_type", "main_risk": "risk_type"}
CLOSINGS = ("open", "by_support", "natural", "untold")


def draw(view: View) -> None:
    """The map of the households behind the chosen figure, and the list of those drawn round.

    The map itself shows every household, so that another area can be drawn.
    """
    _map(view.without_area(), asked := _asked(view))
    map_within.draw(view, asked)


def _map(view: View, asked: dict[str, object]) -> None:
    key = f"points_{view.selection.division}"
    whole = one(view.query("map/features_counted", **asked, **_window(WORLD)))
    box = [whole[f"{end}_{axis}"] for end in ("least", "most") for axis in AXES]
    first = map_canvas.first_window(view, box)
    window, width = map_canvas.seen(key, first)
    snapped = points.snapped(window, width)
    inside = one(view.query("map/features_counted", **asked, **_window(snapped)))
    level = points.level(inside["in_window"], snapped, width, is_blurred=view.scope.is_masked)
    rows = _features(view, asked, snapped, level)
    figures.title(_title(view, whole), view.say("points.note"))
    shown = map_canvas.draw(
        view,
        key=key,
        box=box,
        alt=view.say("points.alt"),
        said=(_title(view, whole), map_source.lines(view)),
        note=_note(view, whole, level),
        **_parts(view, rows, level),
    )
    map_canvas.act(view, shown)
    st.caption(_said(view, whole))


def _asked(view: View) -> dict[str, object]:
    measure = view.selection.extra("figure", "open")
    chosen = view.chosen("division", "month", "monitor_type", "main_risk")
    return chosen | {"measure": measure if measure in map_within.MEASURES else "open"}


def _window(window: Window) -> dict[str, float]:
    return dict(zip(("west", "south", "east", "north"), window, strict=True))


def _features(
    view: View, asked: dict[str, object], window: Window, level: Level
) -> list[dict[str, Any]]:
    found = view.query(
        "map/features",
        **asked,
        **_window(window),
        colour=_colour(view),
        step=level.step,
        take=points.MOST,
    )
    return list(found.rows.iter_rows(named=True))


def _colour(view: View) -> str:
    told = view.selection.extra("colour", COLOURS[0])
    return told if told in COLOURS else COLOURS[0]


def _kinds(view: View) -> dict[str, str]:
    """What colours stand for, in a fixed order, so that a colour keeps its meaning."""
    colour = _colour(view)
    if colour in LISTS:
        held = {code: view.code(LISTS[colour], code) for code in codes.labels(LISTS[colour])}
        return held | {"UNKNOWN": view.common("values.unknown"), "NONE": view.say("points.none")}
    if colour == "closing":
        told = {name: view.common(f"closings.{name}") for name in CLOSINGS}
    else:
        told = {name: view.say(f"points.{name}") for name in MONTHS}
    return told | {"none": view.say("points.none")}


def _parts(view: View, rows: list[dict[str, Any]], level: Level) -> dict[str, Any]:
    kinds = _kinds(view)
    held = Counter(row["kind"] for row in rows)
    marks = points.marks(list(kinds))
    unit = breaks.classes([row["households"] for row in rows], is_count=True)
    features = points.columns(rows, list(kinds))
    features["class"] = [unit.of(row["households"]) for row in rows]
    return {
        "level": level.name,
        "step": level.step,
        "features": features,
        "kinds": [
            {**marks[kind], "title": title, "shown": bool(held[kind])}
            for kind, title in kinds.items()
        ],
        "classes": _classes(view, unit),
        "area": area.read(view.selection.area),
    }


def _classes(view: View, unit: breaks.Classes) -> list[dict[str, str]]:
    made = []
    for number in range(len(unit.bounds)):
        low, high = unit.ends(number)
        title = view.say("legend.and_more", low=view.households(low))
        if high is not None:
            title = view.say("legend.from_to", low=f"{low:.0f}", high=view.households(high))
        made.append({"colour": choropleth.colour_of(number, len(unit.bounds)), "title": title})
    return made


def _title(view: View, whole: Mapping[str, Any]) -> str:
    here = view.query("shared/ancestors", **view.chosen("division")).rows["short_name"][-1]
    measure = view.selection.extra("figure", "open")
    return view.say(
        "points.title",
        division=here,
        month=view.month_name(view.month),
        figure=view.say(f"figures.{measure if measure in map_within.MEASURES else 'open'}"),
        drawn=view.count(whole["drawn"]),
        households=view.households(whole["households"]),
    )


def _note(view: View, whole: Mapping[str, Any], level: Level) -> str:
    if not whole["drawn"]:
        return view.say("points.nothing")
    told = [view.say(f"points.level_{level.name}")]
    if view.scope.is_masked:
        told.append(view.say("points.blurred"))
    return " ".join(told)


def _said(view: View, whole: Mapping[str, Any]) -> str:
    """What is not on the map, counted aloud, and where the lines are from."""
    left = [
        view.say(f"points.left_{state}", count=view.count(whole[state]))
        for state in ("missing", "undeclared", "zero", "outside")
        if whole[state]
    ]
    told = view.say("points.left", told=view.common("values.joint").join(left)) if left else ""
    return " ".join([told, view.say("points.datum"), map_source.lines(view)]).strip()
