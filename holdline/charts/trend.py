"""Stock and flows month by month: what stood open, what came in, what went out."""

from collections.abc import Sequence
from typing import Any

from holdline import palette
from holdline.charts.theme import axis, layout
from holdline.queries.runner import Result


def trend(
    months: Result,
    *,
    names: Sequence[str],
    stock: str,
    came: str,
    went: str,
    labels: dict[str, str],
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
    shared: dict[str, Any] = {
        "x": keys,
        "customdata": keys,
        "hovertemplate": "%{hovertext}<extra></extra>",
    }
    said = list(names)
    left = rows[went].to_list()
    marks: list[dict[str, Any]] = [
        {
            "type": "scatter",
            "mode": "lines+markers",
            "y": rows[stock].to_list(),
            "line": {"color": palette.OPEN, "width": 2},
            "marker": {"size": 5},
            "hovertext": [
                f"{n}<br>{labels[stock]} {v:,}" for n, v in zip(said, rows[stock], strict=True)
            ],
            **shared,
        },
        {
            "type": "bar",
            "y": rows[came].to_list(),
            "yaxis": "y2",
            "marker": {"color": palette.CAME},
            "hovertext": [
                f"{n}<br>{labels[came]} {v:,}" for n, v in zip(said, rows[came], strict=True)
            ],
            **shared,
        },
        {
            "type": "bar",
            "y": [-value for value in left],
            "yaxis": "y2",
            "marker": {
                "color": palette.WENT,
                "pattern": {"shape": "/", "fgopacity": 0.6, "size": 4},
            },
            "hovertext": [f"{n}<br>{labels[went]} {v:,}" for n, v in zip(said, left, strict=True)],
            **shared,
        },
    ]
    ticks = keys[::6] if len(keys) > 6 else keys  # noqa: PLR2004  a label each half year
    return {
        "data": marks,
        "layout": layout(
            height,
            barmode="relative",
            xaxis=axis(
                type="category", tickvals=ticks, ticktext=ticks, showgrid=False, anchor="y2"
            ),
            yaxis=axis(domain=[0.5, 1], rangemode="tozero", nticks=4, tickformat=",d"),
            yaxis2=axis(domain=[0, 0.38], **_ticks(rows[came].to_list(), left)),
            annotations=[
                _name(labels[stock], 1.0),
                _name(f"{labels[came]} ↑　{labels[went]} ↓", 0.46),
            ],
        ),
    }


def _ticks(came: list[int], went: list[int]) -> dict[str, Any]:
    """Marks at the greatest of each direction and at nought, written without signs."""
    up, down = max(came, default=0), max(went, default=0)
    marks = [value for value in (-down, 0, up) if value or not (up or down)]
    marks = sorted({*marks, 0})
    return {"tickvals": marks, "ticktext": [f"{abs(value):,}" for value in marks]}


def _name(said: str, height: float) -> dict[str, Any]:
    """What a panel shows, written in its upper left corner."""
    place = {"xref": "paper", "x": 0, "xanchor": "left", "yref": "paper", "y": height}
    return {"text": said, "showarrow": False, "yanchor": "top", "font": {"size": 11}, **place}
