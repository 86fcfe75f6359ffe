"""Small charts side by side on one scale, so that heights can be compared across them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from holdline import palette
from holdline.charts.theme import axis, layout

GAP = 0.12


@dataclass(frozen=True)
class Panel:
    """One small chart: its name, heights by the shared columns, what is said, a click's key."""

    name: str
    heights: Sequence[float]
    said: Sequence[str]
    key: str


def multiples(
    panels: Sequence[Panel], *, columns: Sequence[str], across: int, height: int
) -> dict[str, Any]:
    """Panels in rows of *across*, all with the same two scales.

    Args:
        panels: in reading order.
        columns: the shared x values, in order.
        across: panels in a row.
        height: of the whole, in pixels.
    """
    most = max((value for panel in panels for value in panel.heights), default=0) or 1
    down = -(-len(panels) // across)
    marks: list[dict[str, Any]] = []
    parts: dict[str, Any] = {}
    names: list[dict[str, Any]] = []
    for number, panel in enumerate(panels):
        row, column = divmod(number, across)
        suffix = "" if number == 0 else str(number + 1)
        left, right = column / across, (column + 1 - GAP) / across
        top, bottom = 1 - row / down, 1 - (row + 0.72) / down
        marks.append(_area(panel, columns, suffix))
        parts[f"xaxis{suffix}"] = axis(
            domain=[left, right], anchor=f"y{suffix}", visible=False, type="category"
        )
        parts[f"yaxis{suffix}"] = axis(
            domain=[bottom, top - 0.06],
            anchor=f"x{suffix}",
            range=[0, most * 1.05],
            nticks=3,
            tickformat=",d",
            showticklabels=column == 0,
            tickfont={"size": 9},
        )
        names.append(_name(panel.name, left, top))
    return {"data": marks, "layout": layout(height, annotations=names, **parts)}


def _area(panel: Panel, columns: Sequence[str], suffix: str) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "x": list(columns),
        "y": list(panel.heights),
        "xaxis": f"x{suffix}",
        "yaxis": f"y{suffix}",
        "fill": "tozeroy",
        "fillcolor": "rgba(11, 92, 173, 0.15)",
        "line": {"color": palette.PRIMARY, "width": 1.5},
        "marker": {"size": 3},
        "customdata": [panel.key] * len(columns),
        "hovertext": list(panel.said),
        "hovertemplate": "%{hovertext}<extra></extra>",
    }


def _name(said: str, left: float, top: float) -> dict[str, Any]:
    place = {
        "xref": "paper",
        "yref": "paper",
        "x": left,
        "y": top,
        "xanchor": "left",
        "yanchor": "top",
    }
    return {"text": said, "showarrow": False, "font": {"size": 11}, **place}
