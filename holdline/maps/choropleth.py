"""Areas filled by class: the same classes in the fill, the legend and every frame.

A map is plain data: which outline of which file is filled how, and what is written and told of it.
The browser draws it (holdline/shell/components/areas.js), and exports make pictures of the same.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from holdline import palette
from holdline.maps.breaks import Classes
from holdline.maps.ground import Ground, Outline
from holdline.maps.labels import fitting

RAMP = ("#EEF4FA", "#C9DDEF", "#98BFE0", "#5F97CB", "#2E6CAF", "#0B4587", "#062D55")
DARK_FROM = 3
BLANK, BENEATH = "#E3E6EA", "#F3F1EA"
WHITE = "#FFFFFF"
# A label wider than its area stands on its neighbour's fill: it brings its own ground.
HALOES = {WHITE: RAMP[-1], palette.INK: WHITE}
ZONE_EDGE = "#B3541E"
PAD = 0.02


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
    """A map of *areas* on *ground*, as plain data.

    Args:
        ground: the outlines.
        areas: those without an outline are left out; `ground.missing` names them.
        classes: of the values, for all frames.
        legend: what each class is called.
        blank: what areas without a value are called.
        beneath: what outlines of another division are called.
        size: width and height in pixels; the width only decides which labels fit.
        drawn_round: corners of the area the figures are of, when they are of a part.

    Returns:
        height; frame (west, south, east, north in degrees; empty without outlines); files, the
        address or the collection of each; areas in the order they are drawn (code, file, fill,
        hover, and is_zone and acts where true); labels, the larger areas' first (code, lon, lat,
        lines, ink, halo); legend (title, colour); round, the corners.
    """
    drawn = [area for area in areas if area.code in ground.drawn]
    number = {area.code: classes.of(area.value) for area in drawn}
    fills = {code: _fill(held, len(legend)) for code, held in number.items()}
    return {
        "height": size[1],
        "frame": _frame([*ground.drawn.values(), *ground.beneath]),
        "files": dict(ground.files),
        "areas": [
            *(_beneath(one, beneath) for one in ground.beneath),
            *(_filled(ground, area, fills[area.code]) for area in sorted(drawn, key=_over)),
        ],
        "labels": list(_labels(ground, drawn, number, len(legend), size)),
        "legend": [
            *([{"title": beneath, "colour": BENEATH}] if ground.beneath else []),
            *([{"title": blank, "colour": BLANK}] if None in number.values() else []),
            *({"title": said, "colour": _fill(at, len(legend))} for at, said in enumerate(legend)),
        ],
        "round": [list(corner) for corner in drawn_round],
    }


def colour_of(number: int, classes: int) -> str:
    """The fill of a class: light to dark in equal steps of the ramp, whatever their number."""
    if classes == 1:
        return RAMP[2]
    return RAMP[round(number * (len(RAMP) - 1) / (classes - 1))]


def is_dark(number: int | None, classes: int) -> bool:
    """Whether white letters are read better on the fill of a class."""
    return number is not None and RAMP.index(colour_of(number, classes)) >= DARK_FROM


def _fill(number: int | None, classes: int) -> str:
    return BLANK if number is None else colour_of(number, classes)


def _over(area: Area) -> bool:
    """Functional zones lie over their hosts."""
    return area.is_zone


def _filled(ground: Ground, area: Area, fill: str) -> dict[str, Any]:
    told = {"code": area.code, "file": ground.drawn[area.code].file, "fill": fill}
    zone = {"is_zone": True} if area.is_zone else {}
    return told | {"hover": list(area.hover), "acts": True} | zone


def _beneath(one: Outline, said: str) -> dict[str, Any]:
    return {"code": one.code, "file": one.file, "fill": BENEATH, "hover": [one.name, said]}


def _labels(
    ground: Ground,
    areas: Sequence[Area],
    number: dict[str, int | None],
    count: int,
    size: tuple[int, int],
) -> Iterator[dict[str, Any]]:
    places = {area.code: ground.drawn[area.code] for area in areas}
    shown = fitting([(area.code, area.label) for area in areas], places, size)
    for code, lines in shown.items():
        ink = WHITE if is_dark(number[code], count) else palette.INK
        yield {
            "code": code,
            "lon": places[code].lon,
            "lat": places[code].lat,
            "lines": list(lines),
            "ink": ink,
            "halo": HALOES[ink],
        }


def _frame(outlines: Sequence[Outline]) -> list[float]:
    """The part of the world shown: what is drawn and a little more."""
    if not outlines:
        return []
    west, east = min(one.box[0] for one in outlines), max(one.box[2] for one in outlines)
    south, north = min(one.box[1] for one in outlines), max(one.box[3] for one in outlines)
    across, up = (east - west) * PAD, (north - south) * PAD
    return [west - across, south - up, east + across, north + up]
