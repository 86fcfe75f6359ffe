"""Curves of the time to elimination: steps with their bands, and the shares of each way out."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from holdline import palette
from holdline.charts.theme import axis, layout

YEAR = 12
# The first is seen on a dark ground too; of the others no more than a few stand together.
COLOURS = (palette.PRIMARY, *palette.CATEGORICAL[1:])
DASHES = ("solid", "dash", "dot", "dashdot", "longdash", "longdashdot")


@dataclass(frozen=True)
class Curve:
    """One curve by months: shares in 0 to 1, with what is said of each point.

    low, high: ends of its band; None where there is none. keys: what a click on a point tells.
    """

    label: str
    months: Sequence[int]
    shares: Sequence[float]
    said: Sequence[str]
    keys: Sequence[str]
    low: Sequence[float | None] = ()
    high: Sequence[float | None] = ()


def survival(curves: Sequence[Curve], *, year: str, across: str, height: int) -> dict[str, Any]:
    """Step curves of the share still under monitoring, with their bands.

    Args:
        curves: each with its own colour and dash.
        year: what is said of the first twelve months, which are shaded.
        across: what the months count from.
        height: in pixels.
    """
    marks: list[dict[str, Any]] = []
    for number, curve in enumerate(curves):
        colour = COLOURS[number % len(COLOURS)]
        marks += _band(curve, colour) if len(curves) <= len(DASHES) else []
        marks.append(_step(curve, colour, DASHES[number % len(DASHES)]))
    return {"data": marks, "layout": _layout(height, year, across, len(curves) > 1)}


def incidence(parts: Sequence[Curve], *, year: str, across: str, height: int) -> dict[str, Any]:
    """Stacked steps of the share that has left in each way; the rest is still under monitoring."""
    colours = (palette.WENT, palette.CATEGORICAL[4], palette.CATEGORICAL[9])
    marks = [
        {
            **_step(part, colours[number % len(colours)], "solid"),
            "stackgroup": "out",
            "fillpattern": {"shape": ("", "/", ".")[number % 3], "fgopacity": 0.4},
        }
        for number, part in enumerate(parts)
    ]
    drawn = _layout(height, year, across, is_named=True)
    drawn["annotations"][0] |= {"y": 0.98, "yanchor": "top"}  # these curves rise from the bottom
    return {"data": marks, "layout": drawn}


def _step(curve: Curve, colour: str, dash: str) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "name": curve.label,
        "x": list(curve.months),
        "y": list(curve.shares),
        "customdata": list(curve.keys),
        "hovertext": list(curve.said),
        "hovertemplate": "%{hovertext}<extra></extra>",
        "line": {"color": colour, "width": 2, "dash": dash, "shape": "hv"},
        "marker": {"size": 4, "color": colour},
    }


def _band(curve: Curve, colour: str) -> list[dict[str, Any]]:
    shared = {
        "type": "scatter",
        "mode": "lines",
        "x": list(curve.months),
        "hoverinfo": "skip",
        "showlegend": False,
        "line": {"width": 0, "shape": "hv", "color": colour},
    }
    return [
        {**shared, "y": list(curve.high)},
        {**shared, "y": list(curve.low), "fill": "tonexty", "fillcolor": palette.thin(colour, 0.2)},
    ]


def _layout(height: int, year: str, across: str, is_named: bool) -> dict[str, Any]:  # noqa: FBT001
    return layout(
        height,
        showlegend=is_named,
        legend={"orientation": "h", "y": 1.0, "yanchor": "bottom", "x": 0, "font": {"size": 11}},
        margin={"l": 0, "r": 8, "t": 24 if is_named else 4, "b": 0},
        xaxis=axis(
            dtick=6,
            rangemode="tozero",
            showgrid=False,
            title={"text": across, "font": {"size": 11}},
        ),
        yaxis=axis(range=[0, 1.02], tickformat=".0%", dtick=0.25),
        shapes=[
            {
                "type": "rect",
                "x0": 0,
                "x1": YEAR,
                "y0": 0,
                "y1": 1,
                "yref": "paper",
                "layer": "below",
                "line": {"width": 0},
                "fillcolor": "rgba(128, 140, 155, 0.15)",
            }
        ],
        annotations=[
            {
                "text": year,
                "x": 0.2,
                "xanchor": "left",
                "y": 0.02,
                "yref": "paper",
                "yanchor": "bottom",
                "showarrow": False,
                "font": {"size": 11, "color": palette.QUIET},
            }
        ],
    )
