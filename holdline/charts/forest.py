"""Ratios with their intervals about one, in groups: arrows where one is outside the interval."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, floor, log2
from typing import Any

from holdline import palette
from holdline.charts.theme import axis, layout

# Ends are drawn at most this far from one, as powers of two; an arrow tells that they go on.
FURTHEST = 4


@dataclass(frozen=True)
class Ratio:
    """One line: its name, the ratio and its interval, what hovering says, and a click's key.

    The reference of a group has no interval; a line without a ratio only has its name.
    """

    name: str
    ratio: float | None
    low: float | None
    high: float | None
    said: str
    key: str


def forest(
    groups: Sequence[tuple[str, Sequence[Ratio]]], *, names: tuple[str, str], row: int
) -> dict[str, Any]:
    """Groups from the top, each under its heading, on a scale of doublings.

    Args:
        groups: heading and lines.
        names: what lies to the left and to the right of one.
        row: pixels of a line.
    """
    places: list[tuple[str, Ratio | None]] = []
    for heading, lines in groups:
        places.append((f"<b>{heading}</b>", None))
        places += [(line.name, line) for line in lines]
    drawn = [(at, line) for at, (_, line) in enumerate(places) if line and line.ratio]
    ends = [one for _, line in drawn for one in (line.low, line.high, line.ratio) if one]
    least = max(-FURTHEST, min([floor(log2(one)) for one in ends], default=-1))
    most = min(FURTHEST, max([ceil(log2(one)) for one in ends], default=1))
    marks = [_one(len(places))]
    marks += [_interval(at, line, least, most) for at, line in drawn if line.low and line.high]
    marks += [_points(drawn, least, most)]
    ticks = list(range(least, most + 1))
    return {
        "data": marks,
        "layout": layout(
            row * len(places) + 60,
            margin={"l": 0, "r": 12, "t": 22, "b": 0},
            xaxis=axis(
                tickvals=ticks, ticktext=[_doubled(one) for one in ticks],
                range=[least - 0.2, most + 0.2], side="bottom",
            ),
            yaxis=axis(
                tickvals=list(range(len(places))), ticktext=[name for name, _ in places],
                range=[len(places) - 0.4, -0.8], showgrid=False, ticklabelstandoff=6,
            ),
            annotations=[
                _side(f"← {names[0]}", (0 - least) / (most - least) - 0.02, "right"),
                _side(f"{names[1]} →", (0 - least) / (most - least) + 0.02, "left"),
            ],
        ),
    }  # fmt: skip


def _doubled(power: int) -> str:
    return f"{2**power}" if power >= 0 else f"1/{2**-power}"


def _held(value: float, least: int, most: int) -> float:
    return min(max(log2(value), least - 0.15), most + 0.15)


def _one(rows: int) -> dict[str, Any]:
    """The line of no difference."""
    return {
        "type": "scatter", "mode": "lines", "x": [0, 0], "y": [-0.7, rows - 0.5],
        "line": {"color": palette.QUIET, "width": 1, "dash": "dot"}, "hoverinfo": "skip",
    }  # fmt: skip


def _interval(at: int, line: Ratio, least: int, most: int) -> dict[str, Any]:
    ends = [_held(one, least, most) for one in (line.low, line.high) if one]
    return {
        "type": "scatter", "mode": "lines", "x": ends, "y": [at, at],
        "line": {"color": palette.QUIET, "width": 2}, "hoverinfo": "skip",
    }  # fmt: skip


def _points(drawn: Sequence[tuple[int, Ratio]], least: int, most: int) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [_held(line.ratio or 1, least, most) for _, line in drawn],
        "y": [at for at, _ in drawn],
        "customdata": [line.key for _, line in drawn],
        "hovertext": [line.said for _, line in drawn],
        "hovertemplate": "%{hovertext}<extra></extra>",
        "marker": {
            "size": 10,
            "color": [_colour(line) for _, line in drawn],
            "symbol": [_symbol(line) for _, line in drawn],
        },
    }


def is_apart(line: Ratio) -> bool:
    """Whether one lies outside the interval."""
    return bool(line.low and line.high) and not (line.low or 0) <= 1 <= (line.high or 0)


def _symbol(line: Ratio) -> str:
    if line.low is None:
        return "diamond"
    if not is_apart(line):
        return "circle-open"
    return "triangle-right" if (line.ratio or 1) > 1 else "triangle-left"


def _colour(line: Ratio) -> str:
    if not is_apart(line):
        return palette.QUIET
    return palette.WENT if (line.ratio or 1) > 1 else palette.CAME


def _side(said: str, across: float, anchor: str) -> dict[str, Any]:
    return {
        "text": said, "showarrow": False, "x": min(max(across, 0.0), 1.0), "xref": "paper",
        "xanchor": anchor, "y": 1.0, "yref": "paper", "yanchor": "bottom", "font": {"size": 11},
    }  # fmt: skip
