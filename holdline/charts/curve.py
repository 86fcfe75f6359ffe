"""A threshold's whole curve: how many at every value, where it stands, where it would tip most."""

from collections.abc import Sequence
from typing import Any

from holdline import palette
from holdline.charts.theme import axis, layout


def curve(
    *,
    values: Sequence[float],
    counts: Sequence[int],
    now: float,
    baseline: float,
    written: Sequence[str],
    names: tuple[str, str],
    height: int,
) -> dict[str, Any]:
    """Steps of the count over the threshold, a line where it is now, a dotted one at the baseline.

    Args:
        values: every threshold at which the count changes, ascending, in readers' units.
        counts: households at each.
        now: the threshold set.
        baseline: the pack's.
        written: what hovering over each step says.
        names: what the two lines are called.
        height: in pixels.
    """
    top = max(counts, default=0) or 1
    lines = [
        _upright(baseline, top, "dot", palette.QUIET, names[1]),
        _upright(now, top, "solid", palette.CAME, names[0]),
    ]
    steps = {
        "type": "scatter",
        "mode": "lines",
        "x": list(values),
        "y": list(counts),
        "line": {"color": palette.PRIMARY, "width": 2, "shape": "hv"},
        "hovertext": list(written),
        "hovertemplate": "%{hovertext}<extra></extra>",
    }
    return {
        "data": [steps, *lines],
        "layout": layout(
            height,
            hovermode="x",
            margin={"l": 0, "r": 12, "t": 18, "b": 0},
            xaxis=axis(showgrid=False),
            yaxis=axis(rangemode="tozero", tickformat=",d"),
        ),
    }


def _upright(at: float, top: int, dash: str, colour: str, name: str) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "lines+text",
        "x": [at, at],
        "y": [0, top],
        "text": ["", name],
        "textposition": "top center",
        "textfont": {"size": 11, "color": colour},
        "cliponaxis": False,
        "line": {"color": colour, "width": 2, "dash": dash},
        "hoverinfo": "skip",
    }
