"""The map's own choices: layer, figure, base, what it is compared with; all in the address."""

from collections.abc import Callable, Sequence

import streamlit as st

from holdline.messages.dates import month_key
from holdline.shell import going
from holdline.shell.figure import month_of
from holdline.shell.map_figures import BASES, DRAWINGS, FIGURES, RATES
from holdline.shell.selection import MEASURES
from holdline.shell.view import View

VILLAGE = 12
LAYERS = ("areas", "funnel", "points", "doctor", "hazards")
OF_AREAS = ("areas", "funnel")
OFFERED = {"areas": FIGURES, "funnel": tuple(RATES), "points": (*MEASURES, "register")}
COLOURS = ("monitor_type", "main_risk", "closing", "months_open")


def layer(view: View) -> str:
    """The layer the address asks for; a village has no areas below it, so its points are shown."""
    held = layers(view)
    is_village = len(view.selection.division) == VILLAGE and "points" in held
    default = "points" if is_village else "areas"
    told = view.selection.extra("layer", default)
    return told if told in held and (default, told) != ("points", "areas") else default


def layers(view: View) -> tuple[str, ...]:
    """The layers the reader may see: who sees no records sees nobody's place."""
    return LAYERS if view.scope.sight == "records" else OF_AREAS


def draw(view: View, shown: str) -> None:
    """The choices that mean something for the layer *shown*."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small", wrap=True):
        _segments(view, "layer", layers(view), shown)
        if shown in OFFERED:
            offered = OFFERED[shown]
            _menu(view, "figure", offered, offered[0], "figures")
        if shown in OF_AREAS:
            _segments(view, "base", BASES, _told(view, "base", BASES))
        if shown == "areas":
            if view.selection.extra("figure") in RATES:
                _segments(view, "rate", DRAWINGS, _told(view, "rate", DRAWINGS))
            _compared(view)
        if shown == "points":
            _menu(view, "colour", COLOURS, COLOURS[0], "colours")


def _told(view: View, part: str, options: Sequence[str]) -> str:
    told = view.selection.extra(part, options[0])
    return told if told in options else options[0]


def _segments(view: View, part: str, options: Sequence[str], current: str) -> None:
    key = f"map_{part}"
    st.session_state[key] = current
    st.segmented_control(
        view.say(f"labels.{part}"),
        options,
        key=key,
        required=True,
        format_func=lambda one: view.say(f"{part}s.{one}"),
        label_visibility="collapsed",
        on_change=_changed(view, part, options[0]),
    )


def _menu(view: View, part: str, options: Sequence[str], default: str, words: str) -> None:
    key = f"map_{part}"
    told = view.selection.extra(part, default)
    st.session_state[key] = told if told in options else default
    st.selectbox(
        view.say(f"labels.{part}"),
        options,
        key=key,
        format_func=lambda one: view.say(f"{words}.{one}"),
        label_visibility="collapsed",
        width=190,
        on_change=_changed(view, part, default),
    )


def _compared(view: View) -> None:
    """Another figure or month beside the chosen one; none is the plain map."""
    period = view.query("map/areas", **view.chosen("division", "monitor_type", "main_risk")).rows
    held = [month_key(month) for month in sorted(set(period["month"]), reverse=True)]
    shown = _told(view, "figure", FIGURES)
    options = ["", *(one for one in FIGURES if one != shown)]
    options += [one for one in held if one != month_key(view.month)]
    told = view.selection.extra("against")
    st.session_state["map_against"] = told if told in options else ""
    st.selectbox(
        view.say("labels.against"),
        options,
        key="map_against",
        format_func=lambda one: _compared_with(view, one),
        label_visibility="collapsed",
        width=180,
        on_change=_changed(view, "against", ""),
    )


def _compared_with(view: View, key: str) -> str:
    if not key:
        return view.say("alone")
    said = view.say(f"figures.{key}") if key in FIGURES else view.month_name(month_of(key))
    return view.say("against", other=said)


def _changed(view: View, part: str, default: str) -> Callable[[], None]:
    def change() -> None:
        told = st.session_state[f"map_{part}"]
        going.more(view, **{part: "" if told == default else told})

    return change
