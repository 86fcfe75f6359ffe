"""Steps of one procedure along time: a mark on the line of each step, wrong orders crossed."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from holdline import palette
from holdline.charts.theme import axis, layout


def gantt(
    *,
    steps: Sequence[str],
    starts: Sequence[date],
    ends: Sequence[date | None],
    wrong: Sequence[bool],
    said: Sequence[str],
    height: int,
) -> dict[str, Any]:
    """A bar from start to end for each step, or a mark where it is one day; first step on top.

    Args:
        steps: what each is called; all sequences run by step.
        starts: first day.
        ends: last day; None for one day only.
        wrong: dated against the order; drawn as a cross in another colour.
        said: what hovering says.
        height: in pixels.
    """
    bars = [
        {
            "type": "scatter",
            "mode": "lines",
            "x": [start.isoformat(), end.isoformat()],
            "y": [step, step],
            "line": {"color": palette.OPEN, "width": 7},
            "hovertext": [words, words],
            "hovertemplate": "%{hovertext}<extra></extra>",
        }
        for step, start, end, words in zip(steps, starts, ends, said, strict=True)
        if end is not None and end > start
    ]
    return {
        "data": [*bars, _marks(steps, starts, wrong, said)],
        "layout": layout(
            height,
            xaxis=axis(type="date", tickformat="%Y-%m", nticks=8),
            yaxis=axis(
                type="category",
                autorange="reversed",
                categoryorder="array",
                categoryarray=list(dict.fromkeys(steps)),
                ticklabelstandoff=6,
            ),
        ),
    }


def _marks(
    steps: Sequence[str], starts: Sequence[date], wrong: Sequence[bool], said: Sequence[str]
) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [start.isoformat() for start in starts],
        "y": list(steps),
        "hovertext": list(said),
        "hovertemplate": "%{hovertext}<extra></extra>",
        "marker": {
            "size": 10,
            "symbol": ["x" if bad else "circle" for bad in wrong],
            "color": [palette.CAME if bad else palette.OPEN for bad in wrong],
        },
    }
