"""A sum taken apart: each part starts where the one before it ended."""

from collections.abc import Sequence
from typing import Any

from holdline import palette
from holdline.charts.theme import axis, layout


def waterfall(
    *,
    labels: Sequence[str],
    amounts: Sequence[float | None],
    written: Sequence[str],
    total: str,
    height: int,
) -> dict[str, Any]:
    """Columns of the parts and their sum.

    Args:
        labels: what the parts are called, and the sum last.
        amounts: the parts, negative when they lower the sum; None is missing and adds nothing.
        written: the parts in words.
        total: the sum in words.
        height: in pixels.
    """
    return {
        "data": [
            {
                "type": "waterfall",
                "x": list(labels),
                "y": [*(amount or 0.0 for amount in amounts), None],
                "measure": [*("relative" for _ in amounts), "total"],
                "text": [*written, total],
                "textposition": "outside",
                "cliponaxis": False,
                "constraintext": "none",
                "hovertemplate": "%{x} %{text}<extra></extra>",
                "increasing": {"marker": {"color": palette.WENT}},
                "decreasing": {"marker": {"color": palette.CAME}},
                "totals": {"marker": {"color": palette.OPEN}},
                "connector": {"line": {"color": palette.QUIET, "width": 1}},
            }
        ],
        "layout": layout(
            height,
            margin={"l": 0, "r": 0, "t": 20, "b": 0},
            xaxis=axis(showgrid=False, tickfont={"size": 11}),
            yaxis=axis(visible=False, rangemode="tozero"),
        ),
    }
