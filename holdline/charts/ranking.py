"""Bars by length, most first, each with its label and figure in words."""

from collections.abc import Sequence
from typing import Any

from holdline import palette
from holdline.charts.theme import axis, layout

SMALLEST, LARGEST = 9, 11


def ranking(
    *,
    keys: Sequence[str],
    labels: Sequence[str],
    lengths: Sequence[float],
    written: Sequence[str],
    chosen: str,
    height: int,
) -> dict[str, Any]:
    """Horizontal bars, in the given order from the top.

    Args:
        keys: what a click on a bar tells, by bar.
        labels: what each bar is called.
        lengths: how long each is.
        written: what stands at each bar's end.
        chosen: key of the bar marked as chosen; empty when none is.
        height: in pixels.
    """
    colours = [
        palette.PRIMARY if not chosen or key == chosen else palette.CATEGORICAL[9] for key in keys
    ]
    letters = _letters(height, len(keys))
    return {
        "data": [
            {
                "type": "bar",
                "orientation": "h",
                "y": list(labels),
                "x": list(lengths),
                "text": list(written),
                "customdata": list(keys),
                "textposition": "outside",
                "textfont": letters,
                "cliponaxis": False,
                "constraintext": "none",
                "marker": {"color": colours},
                "hovertemplate": "%{y}<br>%{text}<extra></extra>",
            }
        ],
        "layout": layout(
            height,
            margin={"l": 0, "r": 96, "t": 0, "b": 0},
            xaxis=axis(visible=False),
            yaxis=axis(autorange="reversed", showgrid=False, **_labelled(letters)),
        ),
    }


def _labelled(letters: dict[str, int]) -> dict[str, Any]:
    return {"ticklabelstandoff": 6, "tickmode": "linear", "tickfont": letters}


def _letters(height: int, bars: int) -> dict[str, int]:
    """Letters so small that every bar keeps its label."""
    return {"size": max(SMALLEST, min(LARGEST, height // max(bars, 1) - 2))}
