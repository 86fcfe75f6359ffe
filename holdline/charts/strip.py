"""Values of a handful of records in order: those that are alike stand straight above each other."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from holdline import palette
from holdline.charts.theme import axis, layout


def strip(
    *,
    values: Sequence[float | datetime],
    marked: Sequence[bool],
    keys: Sequence[str],
    said: Sequence[str],
    names: tuple[str, str],
    across: str,
    height: int,
) -> dict[str, Any]:
    """One dot a record, the least value lowest.

    Args:
        values: of each record.
        marked: which of them to set off.
        keys: what a click on a dot tells.
        said: what hovering says.
        names: of those set off, and of the others.
        across: what the values are.
        height: in pixels.
    """
    order = sorted(range(len(values)), key=lambda at: (values[at], keys[at]))
    places = {at: place for place, at in enumerate(order, start=1)}
    marks = [
        {
            "type": "scatter",
            "mode": "markers",
            "name": name,
            "x": [values[at] for at in chosen],
            "y": [places[at] for at in chosen],
            "customdata": [keys[at] for at in chosen],
            "hovertext": [said[at] for at in chosen],
            "hovertemplate": "%{hovertext}<extra></extra>",
            "marker": {"size": 8, "color": colour, "symbol": symbol},
        }
        for name, is_marked, colour, symbol in (
            (names[1], False, "#8A96A3", "circle-open"),
            (names[0], True, palette.PRIMARY, "circle"),
        )
        if (chosen := [at for at in order if marked[at] == is_marked])
    ]
    return {
        "data": marks,
        "layout": layout(
            height,
            xaxis=axis(title={"text": across, "font": {"size": 11}}),
            yaxis=axis(visible=False),
            showlegend=True,
            legend={"orientation": "h", "y": 1.15, "x": 0},
        ),
    }
