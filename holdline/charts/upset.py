"""Exact counts of combinations: a column for each set, and below it a dot for each of its members."""

from collections.abc import Mapping, Sequence
from typing import Any

from holdline import palette
from holdline.charts.theme import axis, layout


def upset(
    *,
    sets: Sequence[Sequence[str]],
    counts: Sequence[int],
    keys: Sequence[str],
    said: Sequence[str],
    names: Mapping[str, str],
    height: int,
) -> dict[str, Any]:
    """Columns of the sets' counts over a matrix of their members.

    Args:
        sets: the members of each combination; all sequences but *names* run by combination.
        counts: how many have exactly that combination.
        keys: what a click on a column or a dot tells.
        said: what hovering says.
        names: what each member is called, the first on top; every member of *sets* is there.
        height: in pixels.
    """
    places = list(range(len(sets)))
    dots = [
        (at, member) for at, members in enumerate(sets) for member in names if member in members
    ]
    shared = {"hovertemplate": "%{hovertext}<extra></extra>"}
    column: dict[str, Any] = {
        "type": "bar",
        "x": places,
        "y": list(counts),
        "text": [f"{count:,}" for count in counts],
        "textposition": "outside",
        "cliponaxis": False,
        "customdata": list(keys),
        "hovertext": list(said),
        "marker": {"color": palette.PRIMARY},
        "yaxis": "y2",
        **shared,
    }
    dot: dict[str, Any] = {
        "type": "scatter",
        "mode": "markers",
        "x": [at for at, _ in dots],
        "y": [names[member] for _, member in dots],
        "customdata": [keys[at] for at, _ in dots],
        "hovertext": [said[at] for at, _ in dots],
        "marker": {"size": 9, "color": palette.INK},
        **shared,
    }
    return {
        "data": [column, dot, *_joints(sets, names)],
        "layout": layout(
            height,
            margin={"l": 0, "r": 0, "t": 16, "b": 0},
            xaxis=axis(visible=False),
            yaxis=axis(
                domain=[0, 0.48],
                type="category",
                categoryorder="array",
                categoryarray=list(reversed(names.values())),
                tickfont={"size": 11},
            ),
            yaxis2=axis(domain=[0.54, 1], rangemode="tozero", visible=False, anchor="x"),
        ),
    }


def _joints(sets: Sequence[Sequence[str]], names: Mapping[str, str]) -> list[dict[str, Any]]:
    """A line through the dots of each combination of several members."""
    held = [
        (at, [names[one] for one in names if one in members]) for at, members in enumerate(sets)
    ]
    return [
        {
            "type": "scatter",
            "mode": "lines",
            "x": [at, at],
            "y": [members[0], members[-1]],
            "line": {"color": palette.INK, "width": 2},
            "hoverinfo": "skip",
        }
        for at, members in held
        if len(members) > 1
    ]
