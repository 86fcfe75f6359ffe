"""Areas filled by class: the same classes in the fill, the legend and every frame."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from holdline import palette
from holdline.maps.breaks import Classes
from holdline.maps.ground import Ground, Outline
from holdline.maps.labels import fitting

RAMP = ("#EEF4FA", "#C9DDEF", "#98BFE0", "#5F97CB", "#2E6CAF", "#0B4587", "#062D55")
DARK_FROM = 3
BLANK, BENEATH = "#E3E6EA", "#F3F1EA"
# A label wider than its area stands on its neighbour's fill: each letter brings its own ground.
HALOES = {
    ink: ", ".join(f"{x}px {y}px 1px {ground}" for x in (-1, 1) for y in (-1, 1))
    for ink, ground in (("#FFFFFF", RAMP[-1]), (palette.INK, "#FFFFFF"))
}
EDGE, ZONE_EDGE, KEY_EDGE = "#FFFFFF", "#B3541E", "#9AA5B1"
PAD = 0.02
FEATURE = "properties.code"


@dataclass(frozen=True)
class Area:
    """One area: what fills it, what its label says, and what hovering tells.

    Attributes:
        code: of the division.
        value: what its class is told by; None when there is nothing to tell.
        label: lines written on it.
        hover: lines shown on hovering.
        is_zone: drawn over its host, with an edge of its own.
    """

    code: str
    value: float | None
    label: tuple[str, ...]
    hover: tuple[str, ...]
    is_zone: bool = False


def figure(
    ground: Ground,
    areas: Sequence[Area],
    classes: Classes,
    *,
    legend: Sequence[str],
    blank: str,
    beneath: str,
    size: tuple[int, int],
    drawn_round: Sequence[tuple[float, float]] = (),
) -> dict[str, Any]:
    """A map of *areas* on *ground*; a click tells the code as the point's location.

    Args:
        ground: the outlines.
        areas: those without an outline are left out; `ground.missing` names them.
        classes: of the values, for all frames.
        legend: what each class is called.
        blank: what areas without a value are called.
        beneath: what outlines of another division are called.
        size: width and height in pixels; the width only decides which labels fit.
        drawn_round: corners of the area the figures are of, when they are of a part.
    """
    drawn = [area for area in areas if area.code in ground.drawn]
    traces: list[dict[str, Any]] = []
    over: list[dict[str, Any]] = []
    keys: list[dict[str, Any]] = [_key(beneath, BENEATH)] if ground.beneath else []
    if ground.beneath:
        traces += _beneath(ground, beneath)
    for number, said in [(None, blank), *enumerate(legend)]:
        colour = BLANK if number is None else colour_of(number, len(legend))
        inside = [area for area in drawn if classes.of(area.value) == number]
        plain = [area for area in inside if not area.is_zone]
        traces += _filled(ground, plain, colour)
        if inside or number is not None:
            keys.append(_key(said, colour))
        over += _zones(ground, [area for area in inside if area.is_zone], colour)
    traces += over + keys
    traces.append(_labels(ground, drawn, classes, len(legend), size))
    if drawn_round:
        traces.append(_round(drawn_round))
    return {"data": traces, "layout": _layout(size[1], ground)}


def colour_of(number: int, classes: int) -> str:
    """The fill of a class: light to dark in equal steps of the ramp, whatever their number."""
    if classes == 1:
        return RAMP[2]
    return RAMP[round(number * (len(RAMP) - 1) / (classes - 1))]


def is_dark(number: int | None, classes: int) -> bool:
    """Whether white letters are read better on the fill of a class."""
    return number is not None and RAMP.index(colour_of(number, classes)) >= DARK_FROM


def _filled(ground: Ground, areas: Sequence[Area], colour: str) -> list[dict[str, Any]]:
    """One trace a file."""
    by_file: dict[str, list[Area]] = {}
    for area in areas:
        by_file.setdefault(ground.drawn[area.code].file, []).append(area)
    return [
        {
            **_outline(ground, file, [area.code for area in inside], colour),
            "text": ["<br>".join(area.hover) for area in inside],
        }
        for file, inside in by_file.items()
    ]


def _key(said: str, colour: str) -> dict[str, Any]:
    """A class's place in the legend, kept even when no area is in it."""
    return {
        "type": "scattergeo",
        "mode": "markers",
        "lon": [None],
        "lat": [None],
        "name": said,
        "showlegend": True,
        "hoverinfo": "skip",
        "marker": {
            "symbol": "square",
            "size": 14,
            "color": colour,
            "line": {"width": 1, "color": KEY_EDGE},
        },
    }


def _outline(ground: Ground, file: str, codes: Sequence[str], colour: str) -> dict[str, Any]:
    plain = {"marker": {"opacity": 1}}
    return {
        "type": "choropleth",
        "geojson": ground.files.get(file, ""),
        "featureidkey": FEATURE,
        "locations": list(codes),
        "z": [1] * len(codes),
        "zmin": 0,
        "zmax": 1,
        "colorscale": [[0, colour], [1, colour]],
        "showscale": False,
        "showlegend": False,
        "hovertemplate": "%{text}<extra></extra>",
        "marker": {"line": {"width": 0.8, "color": EDGE}},
        "selected": plain,
        "unselected": plain,
    }


def _beneath(ground: Ground, said: str) -> list[dict[str, Any]]:
    by_file: dict[str, list[Outline]] = {}
    for one in ground.beneath:
        by_file.setdefault(one.file, []).append(one)
    return [
        {
            **_outline(ground, file, [one.code for one in inside], BENEATH),
            "text": [f"{one.name}<br>{said}" for one in inside],
        }
        for file, inside in by_file.items()
    ]


def _zones(ground: Ground, inside: Sequence[Area], colour: str) -> list[dict[str, Any]]:
    """Functional zones over their hosts, with an edge of their own: nobody takes one for part."""
    if not inside:
        return []
    file = ground.drawn[inside[0].code].file
    filled = _outline(ground, file, [area.code for area in inside], colour)
    told = {
        "marker": {"line": {"width": 2, "color": ZONE_EDGE}},
        "text": ["<br>".join(area.hover) for area in inside],
    }
    return [filled | told]


def _round(corners: Sequence[tuple[float, float]]) -> dict[str, Any]:
    """The line drawn by the reader."""
    closed = [*corners, corners[0]]
    return {
        "type": "scattergeo",
        "mode": "lines",
        "lon": [lon for lon, _ in closed],
        "lat": [lat for _, lat in closed],
        "line": {"color": ZONE_EDGE, "width": 1.6, "dash": "dash"},
        "hoverinfo": "skip",
        "showlegend": False,
    }


def _labels(
    ground: Ground, areas: Sequence[Area], classes: Classes, count: int, size: tuple[int, int]
) -> dict[str, Any]:
    places = {area.code: ground.drawn[area.code] for area in areas}
    shown = fitting([(area.code, area.label) for area in areas], places, size)
    kept = [area for area in areas if area.code in shown]
    inks = ["#FFFFFF" if is_dark(classes.of(one.value), count) else palette.INK for one in kept]
    return {
        "type": "scattergeo",
        "mode": "text",
        "lon": [places[area.code].lon for area in kept],
        "lat": [places[area.code].lat for area in kept],
        "text": ["<br>".join(shown[area.code]) for area in kept],
        "textfont": {
            "size": 11,
            "color": inks,
            "shadow": [HALOES[ink] for ink in inks],
        },
        "hoverinfo": "skip",
        "showlegend": False,
    }


def _layout(height: int, ground: Ground) -> dict[str, Any]:
    legend: Mapping[str, Any] = {
        "orientation": "h",
        "x": 0,
        "y": 0,
        "yanchor": "top",
        "font": {"size": 11},
        "itemclick": False,
        "itemdoubleclick": False,
    }
    return {
        "height": height,
        "margin": {"l": 0, "r": 0, "t": 0, "b": 44},
        "dragmode": False,
        "clickmode": "event+select",
        "showlegend": True,
        "legend": legend,
        "paper_bgcolor": "rgba(0,0,0,0)",
        "geo": _frame([*ground.drawn.values(), *ground.beneath]),
    }


def _frame(outlines: Sequence[Outline]) -> dict[str, Any]:
    """The part of the world shown: what is drawn and a little more."""
    geo: dict[str, Any] = {
        "visible": False,
        "projection": {"type": "mercator"},
        "bgcolor": "rgba(0,0,0,0)",
    }
    if not outlines:
        return geo
    west, east = min(one.box[0] for one in outlines), max(one.box[2] for one in outlines)
    south, north = min(one.box[1] for one in outlines), max(one.box[3] for one in outlines)
    across, up = (east - west) * PAD, (north - south) * PAD
    return geo | {
        "lonaxis": {"range": [west - across, east + across]},
        "lataxis": {"range": [south - up, north + up]},
    }
