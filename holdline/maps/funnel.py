"""A funnel: each area's rate against its base, and the limits chance alone would keep it within."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from holdline import palette
from holdline.maps.shrinkage import limits

TAILS = {"wide": 0.001, "narrow": 0.025}
STEPS = 48
OUTSIDE = "#B3541E"


@dataclass(frozen=True)
class Dot:
    """One area: its code and name, its events and their base, and what hovering tells."""

    code: str
    name: str
    events: float
    base: float
    hover: str

    @property
    def rate(self) -> float:
        """Events over base."""
        return self.events / self.base


def outside(dot: Dot, common: float, *, is_share: bool) -> bool:
    """Whether the area's rate is beyond the wide limits: 2 in 1000 would be so by chance."""
    low, high = limits(common, dot.base, TAILS["wide"], is_share=is_share)
    return not low <= dot.rate <= high


def figure(
    dots: Sequence[Dot],
    common: float,
    *,
    factor: float,
    is_share: bool,
    titles: tuple[str, str],
    names: Callable[[str], str],
    height: int,
) -> dict[str, Any]:
    """The dots, the common rate and its limits; a click tells the code as customdata.

    Args:
        dots: areas with a base.
        common: events of all over bases of all.
        factor: what rates are multiplied by when shown.
        is_share: events are part of their base.
        titles: of the two axes.
        names: names("common" | "narrow" | "wide"): what the lines are called.
        height: in pixels.
    """
    least, most = min(dot.base for dot in dots), max(dot.base for dot in dots)
    bases = np.unique(np.round(np.geomspace(max(least * 0.8, 1), most * 1.15, STEPS)))
    traces = [_line(bases, [common * factor] * len(bases), names("common"), "solid")]
    for name, tail in TAILS.items():
        pairs = [limits(common, base, tail, is_share=is_share) for base in bases.tolist()]
        dash = "dash" if name == "wide" else "dot"
        for side in (0, 1):
            line = _line(bases, [pair[side] * factor for pair in pairs], names(name), dash)
            traces.append({**line, "showlegend": side == 0})
    traces.append(_dots(dots, common, factor, is_share=is_share))
    return {"data": traces, "layout": _layout(titles, height, is_share=is_share)}


def _line(bases: Any, rates: Sequence[float], name: str, dash: str) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "lines",
        "x": list(bases),
        "y": list(rates),
        "name": name,
        "line": {"color": palette.QUIET, "width": 1.2, "dash": dash},
        "hoverinfo": "skip",
    }


def _dots(dots: Sequence[Dot], common: float, factor: float, *, is_share: bool) -> dict[str, Any]:
    apart = [outside(dot, common, is_share=is_share) for dot in dots]
    return {
        "type": "scatter",
        "mode": "markers+text",
        "x": [dot.base for dot in dots],
        "y": [dot.rate * factor for dot in dots],
        "text": [dot.name if is_apart else "" for dot, is_apart in zip(dots, apart, strict=True)],
        "textposition": "top center",
        "customdata": [dot.code for dot in dots],
        "hovertext": [dot.hover for dot in dots],
        "hovertemplate": "%{hovertext}<extra></extra>",
        "showlegend": False,
        "marker": {
            "size": 9,
            "symbol": ["diamond" if is_apart else "circle" for is_apart in apart],
            "color": [OUTSIDE if is_apart else palette.PRIMARY for is_apart in apart],
        },
    }


def _layout(titles: tuple[str, str], height: int, *, is_share: bool) -> dict[str, Any]:
    axis = {"gridcolor": palette.GRID, "zeroline": False, "automargin": True, "fixedrange": True}
    return {
        "height": height,
        "margin": {"l": 0, "r": 8, "t": 8, "b": 0},
        "dragmode": False,
        "clickmode": "event+select",
        "hovermode": "closest",
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "legend": {"orientation": "h", "x": 0, "y": 1.08, "font": {"size": 11}},
        "xaxis": {**axis, "title": {"text": titles[0]}},
        "yaxis": {
            **axis,
            "title": {"text": titles[1]},
            "rangemode": "tozero",
            "tickformat": ".0%" if is_share else "",
        },
    }
