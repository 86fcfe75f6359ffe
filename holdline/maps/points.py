"""Households as points: how fine a grid a window needs, and what colours and shapes stand for."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import ceil, cos, floor, log2, radians
from typing import Any

from holdline import palette

Window = tuple[float, float, float, float]

MOST = 4000
SINGLE = 2500
GRIDDED = 40_000
SPARSE = 150
CLUSTER_PX, GRID_PX, APART_PX = 48, 12, 24
BLUR = 0.01
SHAPES = ("circle", "square", "triangle", "diamond", "cross", "down", "star", "ring", "bar", "x")
LEAST_SPAN = 0.004
ROOM = 1.12
PROVINCE: Window = (114.8, 34.3, 122.8, 38.5)
NOBODY = ("NONE", "none")


@dataclass(frozen=True)
class Level:
    """How a window is drawn.

    Attributes:
        name: point, cluster or grid.
        step: side of a cell in degrees of longitude; 0 for single households.
    """

    name: str
    step: float


def level(households: int, window: Window, width: int, *, is_blurred: bool) -> Level:
    """The finest drawing that keeps a window under MOST features and its marks apart.

    Steps are powers of two, so that a small move asks for the same cells again. Blurred points
    stand on a grid of BLUR degrees already: nothing finer is ever asked for, and many of them are
    clustered until its cells stand apart.
    """
    is_crowded = is_blurred and households > SPARSE and _pixels(BLUR, window, width) < APART_PX
    if households <= SINGLE and not is_crowded:
        return Level("point", BLUR if is_blurred else 0.0)
    name, pixels = ("cluster", CLUSTER_PX) if households <= GRIDDED else ("grid", GRID_PX)
    step = _step(window, width, pixels)
    return Level(name, max(step, BLUR) if is_blurred else step)


def _pixels(step: float, window: Window, width: int) -> float:
    """How wide *step* degrees are on the screen."""
    return step * width / max(window[2] - window[0], LEAST_SPAN)


def snapped(window: Window, width: int) -> Window:
    """The window grown to whole cells, so that nearly equal windows are one question."""
    step = _step(window, width, CLUSTER_PX)
    west, south, east, north = window
    return (
        floor(west / step) * step,
        floor(south / step) * step,
        -floor(-east / step) * step,
        -floor(-north / step) * step,
    )


def cluster_step(window: Window, width: int) -> float:
    """The side of a cluster's cell, in degrees of longitude."""
    return _step(window, width, CLUSTER_PX)


def _step(window: Window, width: int, pixels: int) -> float:
    """A power of two of degrees, at least *pixels* wide on the screen."""
    across = max(window[2] - window[0], LEAST_SPAN)
    return float(2.0 ** ceil(log2(across / width * pixels)))


def roomy(box: Sequence[float | None], least: float = LEAST_SPAN) -> Window:
    """*box* (west, south, east, north) with room round it, at least *least* degrees each way.

    The province for a box of nothing.
    """
    if None in box:
        return PROVINCE
    west, south, east, north = (float(one or 0) for one in box)
    return _round(box=(west, south, east, north), across=max(east - west, least) * ROOM,
                  up=max(north - south, least) * ROOM)  # fmt: skip


def start(box: Window, shape: float) -> Window:
    """*box* grown to the *shape* of a screen, its width over its height."""
    west, south, east, north = box
    shrink = cos(radians((south + north) / 2))
    across, up = east - west, north - south
    return _round(box, across=max(across, up * shape / shrink), up=max(up, across * shrink / shape))


def _round(box: Window, across: float, up: float) -> Window:
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    return x - across / 2, y - up / 2, x + across / 2, y + up / 2


def marks(kinds: Sequence[str]) -> dict[str, dict[str, str]]:
    """A colour and a shape for each of *kinds*, told apart by either alone."""
    return {
        kind: {
            "colour": palette.QUIET if kind in NOBODY else _colour(number),
            "shape": SHAPES[number % len(SHAPES)],
        }
        for number, kind in enumerate(kinds)
    }


def _colour(number: int) -> str:
    return palette.CATEGORICAL[number % len(palette.CATEGORICAL)]


def columns(rows: Sequence[Mapping[str, Any]], kinds: Sequence[str]) -> dict[str, list[Any]]:
    """Features as columns, positions as whole millionths of a degree: small to send."""
    number = {kind: at for at, kind in enumerate(kinds)}
    return {
        "id": [row["feature_id"] for row in rows],
        "lon": [round(row["longitude"] * 1e6) for row in rows],
        "lat": [round(row["latitude"] * 1e6) for row in rows],
        "n": [row["households"] for row in rows],
        "kind": [number[row["kind"]] for row in rows],
        "home": [row["household_id"] for row in rows],
        "name": [row["head_name"] for row in rows],
        "village": [row["village_name"] for row in rows],
    }
