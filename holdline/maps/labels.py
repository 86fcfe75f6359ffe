"""Which labels fit on a map without covering one another."""

from collections.abc import Mapping, Sequence
from math import asinh, radians, tan

from holdline.maps.ground import Outline

WIDE, NARROW, LINE = 12.0, 6.5, 14.0
ASCII = 128
Boxes = list[tuple[float, float, float, float]]


def fitting(
    labels: Sequence[tuple[str, tuple[str, ...]]],
    places: Mapping[str, Outline],
    size: tuple[int, int],
) -> dict[str, tuple[str, ...]]:
    """The lines that can be written for each code: all of them, the first only, or none.

    Larger areas are written first; *size* is the map's width and height in pixels.
    """
    if not places:
        return {}
    scale, west, north = _scale(list(places.values()), size)
    taken: Boxes = []
    found = {}
    for code, lines in sorted(labels, key=lambda one: -_area(places[one[0]])):
        x = (places[code].lon - west) * scale
        y = (north - mercator(places[code].lat)) * scale
        for tried in (lines, lines[:1]):
            box = _box(tried, x, y)
            if not any(_meet(box, other) for other in taken):
                taken.append(box)
                found[code] = tried
                break
    return found


def mercator(latitude: float) -> float:
    """Mercator's ordinate in degrees."""
    return asinh(tan(radians(latitude))) * 57.29577951308232


def _scale(places: Sequence[Outline], size: tuple[int, int]) -> tuple[float, float, float]:
    west, east = min(one.box[0] for one in places), max(one.box[2] for one in places)
    south = mercator(min(one.box[1] for one in places))
    north = mercator(max(one.box[3] for one in places))
    wide, high = max(east - west, 1e-6), max(north - south, 1e-6)
    return min(size[0] / wide, size[1] / high), west, north


def _area(one: Outline) -> float:
    return (one.box[2] - one.box[0]) * (one.box[3] - one.box[1])


def _box(lines: tuple[str, ...], x: float, y: float) -> tuple[float, float, float, float]:
    wide = max(sum(WIDE if ord(c) >= ASCII else NARROW for c in line) for line in lines) / 2
    high = LINE * len(lines) / 2
    return x - wide, y - high, x + wide, y + high


def _meet(one: tuple[float, float, float, float], other: tuple[float, float, float, float]) -> bool:
    apart = one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]
    return not apart
