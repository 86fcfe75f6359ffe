"""Stock and flows month by month: what stood open, what came in, what went out."""

from collections.abc import Mapping, Sequence
from typing import Any

from holdline import palette
from holdline.charts.theme import axis, layout
from holdline.queries.runner import Result

HALF_YEAR = 6


def trend(
    months: Result,
    *,
    names: Sequence[str],
    stock: str,
    came: str,
    went: str,
    labels: Mapping[str, str],
    height: int,
) -> dict[str, Any]:
    """Line of the stock above, columns of what came (upwards) and went (downwards) below.

    Args:
        months: one row a month; column month (DATE) and the three named columns.
        names: the months as the reader's language writes them, in the rows' order.
        stock: column of the line.
        came: column drawn upwards.
        went: column drawn downwards.
        labels: what the three are called, by column.
        height: in pixels.
    """
    rows = months.rows
    keys = [f"{month:%Y-%m}" for month in rows["month"]]
    values = {column: rows[column].to_list() for column in (stock, came, went)}
    ticks = keys[::HALF_YEAR]
    return {
        "data": [
            _line(keys, values[stock], _said(names, labels[stock], values[stock])),
            _columns(keys, values[came], _said(names, labels[came], values[came]), upwards=True),
            _columns(keys, values[went], _said(names, labels[went], values[went]), upwards=False),
        ],
        "layout": layout(
            height,
            margin={"l": 0, "r": 8, "t": 16, "b": 0},
            barmode="relative",
            xaxis=axis(
                type="category", tickvals=ticks, ticktext=ticks, showgrid=False, anchor="y2"
            ),
            yaxis=axis(domain=[0.56, 1], rangemode="tozero", nticks=4, tickformat=",d"),
            yaxis2=axis(domain=[0, 0.38], **_ticks(values[came], values[went])),
            annotations=[
                _name(labels[stock], 1.0),
                _name(f"{labels[came]} ↑　{labels[went]} ↓", 0.38),
            ],
        ),
    }


def _said(names: Sequence[str], label: str, values: Sequence[int]) -> list[str]:
    return [f"{name}<br>{label} {value:,}" for name, value in zip(names, values, strict=True)]


def _mark(keys: Sequence[str], said: Sequence[str]) -> dict[str, Any]:
    shown = {"hovertext": list(said), "hovertemplate": "%{hovertext}<extra></extra>"}
    return {"x": list(keys), "customdata": list(keys), **shown}


def _line(keys: Sequence[str], values: Sequence[int], said: Sequence[str]) -> dict[str, Any]:
    style = {"line": {"color": palette.OPEN, "width": 2}, "marker": {"size": 5}}
    shape = {"type": "scatter", "mode": "lines+markers", "y": list(values)}
    return {**shape, **style, **_mark(keys, said)}


def _columns(
    keys: Sequence[str], values: Sequence[int], said: Sequence[str], *, upwards: bool
) -> dict[str, Any]:
    """Columns on the lower axis; those downwards are hatched, to differ without colour."""
    hatched = {"pattern": {"shape": "/", "fgopacity": 0.6, "size": 4}}
    style = {"color": palette.CAME} if upwards else {"color": palette.WENT, **hatched}
    heights = [value if upwards else -value for value in values]
    return {"type": "bar", "y": heights, "yaxis": "y2", "marker": style, **_mark(keys, said)}


def _ticks(came: list[int], went: list[int]) -> dict[str, Any]:
    """Marks at the greatest of each direction and at nought, written without signs."""
    marks = sorted({-max(went, default=0), 0, max(came, default=0)})
    return {"tickvals": marks, "ticktext": [f"{abs(value):,}" for value in marks]}


def _name(said: str, height: float) -> dict[str, Any]:
    """What a panel shows, written in its upper left corner."""
    place = {"xref": "paper", "x": 0, "xanchor": "left", "yref": "paper", "y": height}
    return {"text": said, "showarrow": False, "yanchor": "bottom", "font": {"size": 11}, **place}
