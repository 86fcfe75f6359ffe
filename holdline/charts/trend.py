"""Stock and flows month by month: what stood open, what came in, what went out."""

from collections.abc import Mapping, Sequence
from typing import Any

from holdline import palette
from holdline.charts.theme import axis, layout
from holdline.queries.runner import Result

HALF_YEAR, FEW = 6, 5


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
    marks = {of: _mark(keys, names, labels[of], values[of]) for of in values}
    ticks = keys[::HALF_YEAR]
    return {
        "data": [
            _line(values[stock], marks[stock]),
            _columns(values[came], marks[came], upwards=True),
            _columns(values[went], marks[went], upwards=False),
        ],
        "layout": layout(
            height,
            margin={"l": 0, "r": 8, "t": 16, "b": 0},
            barmode="relative",
            xaxis=axis(
                type="category", tickvals=ticks, ticktext=ticks, showgrid=False, anchor="y2"
            ),
            yaxis=axis(
                domain=[0.56, 1], rangemode="tozero", tickformat=",d", **_steps(values[stock])
            ),
            yaxis2=axis(domain=[0, 0.38], **_ticks(values[came], values[went])),
            annotations=[
                _name(labels[stock], 1.0),
                _name(f"{labels[came]} ↑　{labels[went]} ↓", 0.38),
            ],
        ),
    }


def _mark(
    keys: Sequence[str], names: Sequence[str], label: str, values: Sequence[int]
) -> dict[str, Any]:
    """What each mark stands for and says: its month's key first, as a click tells it."""
    said = {
        "text": list(names),
        "hovertemplate": f"%{{text}}<br>{label} %{{customdata[1]:,}}<extra></extra>",
    }
    return {
        "x": list(keys),
        "customdata": [list(pair) for pair in zip(keys, values, strict=True)],
        **said,
    }


def _line(values: Sequence[int], mark: Mapping[str, Any]) -> dict[str, Any]:
    style = {"line": {"color": palette.OPEN, "width": 2}, "marker": {"size": 5}}
    return {"type": "scatter", "mode": "lines+markers", "y": list(values), **style, **mark}


def _columns(values: Sequence[int], mark: Mapping[str, Any], *, upwards: bool) -> dict[str, Any]:
    """Columns on the lower axis; those downwards are hatched, to differ without colour."""
    hatched = {"pattern": {"shape": "/", "fgopacity": 0.85, "size": 4}}
    style = {"color": palette.CAME} if upwards else {"color": palette.WENT, **hatched}
    heights = [value if upwards else -value for value in values]
    shape = {"type": "bar", "y": heights, "yaxis": "y2", "textposition": "none"}
    return {**shape, "marker": style, **mark}


def _steps(stock: list[int]) -> dict[str, Any]:
    """Whole steps: of a handful the marks would else stand between, and repeat themselves."""
    return {"dtick": 1} if max(stock, default=0) < FEW else {"nticks": 4}


def _ticks(came: list[int], went: list[int]) -> dict[str, Any]:
    """Marks at the greatest of each direction and at nought, written without signs."""
    marks = sorted({-max(went, default=0), 0, max(came, default=0)})
    return {"tickvals": marks, "ticktext": [f"{abs(value):,}" for value in marks]}


def _name(said: str, height: float) -> dict[str, Any]:
    """What a panel shows, written in its upper left corner."""
    place = {"xref": "paper", "x": 0, "xanchor": "left", "yref": "paper", "y": height}
    return {"text": said, "showarrow": False, "yanchor": "bottom", "font": {"size": 11}, **place}
