"""Horizontal bars of parts end to end: each part has its colour, its hatching and its name."""

from collections.abc import Sequence
from typing import Any

from holdline import palette
from holdline.charts.theme import axis, layout

HATCHES = ("", "/", ".", "x", "\\", "-", "|", "+")


def stacked(
    *,
    labels: Sequence[str],
    parts: Sequence[str],
    lengths: Sequence[Sequence[float]],
    written: Sequence[Sequence[str]],
    keys: Sequence[Sequence[str]],
    height: int,
) -> dict[str, Any]:
    """One bar a label, from the top, of as many pieces as there are parts.

    Args:
        labels: what the bars are called.
        parts: what the pieces are called; at most as many as HATCHES.
        lengths: of each piece, by part, then by label; like all that follow.
        written: what hovering says.
        keys: what a click tells.
        height: in pixels.
    """
    marks = [
        {
            "type": "bar",
            "orientation": "h",
            "name": part,
            "y": list(labels),
            "x": list(lengths[at]),
            "customdata": list(keys[at]),
            "hovertext": list(written[at]),
            "hovertemplate": "%{hovertext}<extra></extra>",
            "marker": _look(at),
        }
        for at, part in enumerate(parts)
    ]
    return {
        "data": marks,
        "layout": layout(
            height,
            barmode="stack",
            showlegend=True,
            legend={
                "orientation": "h", "y": 1.0, "yanchor": "bottom", "x": 0,
                "font": {"size": 11}, "traceorder": "normal",
            },
            margin={"l": 0, "r": 8, "t": 24, "b": 0},
            xaxis=axis(tickformat=",d", nticks=6),
            yaxis=axis(autorange="reversed", showgrid=False, ticklabelstandoff=6),
        ),
    }  # fmt: skip


def _look(at: int) -> dict[str, Any]:
    """A colour and a hatching for the part at a place."""
    hatch = {"shape": HATCHES[at % len(HATCHES)], "fillmode": "overlay", "fgcolor": "#FFFFFF"}
    return {
        "color": palette.CATEGORICAL[at % len(palette.CATEGORICAL)],
        "pattern": {**hatch, "fgopacity": 0.6, "size": 6},
        "line": {"color": "#FFFFFF", "width": 1},
    }
