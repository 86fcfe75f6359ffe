"""Exact counts of combinations: a column for each, and below it a dot for each member."""

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
    return {
        "data": [
            _columns(counts, keys, said),
            _dots(sets, keys, said, names),
            *_joints(sets, names),
        ],
        "layout": layout(
            height,
            margin={"l": 0, "r": 0, "t": 16, "b": 0},
            xaxis=axis(visible=False),
            yaxis=axis(
                domain=[0, 0.48],
                type="category",
                categoryorder="array",
                categoryarray=list(names.values())[::-1],
                tickfont={"size": 11},
            ),
            yaxis2=axis(domain=[0.54, 1], rangemode="tozero", visible=False, anchor="x"),
        ),
    }


def _columns(counts: Sequence[int], keys: Sequence[str], said: Sequence[str]) -> dict[str, Any]:
    return {
        "type": "bar",
        "x": list(range(len(counts))),
        "y": list(counts),
        "text": [f"{count:,}" for count in counts],
        "textposition": "outside",
        "cliponaxis": False,
        "customdata": list(keys),
        "hovertext": list(said),
        "hovertemplate": "%{hovertext}<extra></extra>",
        "marker": {"color": palette.PRIMARY},
        "yaxis": "y2",
    }


def _dots(
    sets: Sequence[Sequence[str]],
    keys: Sequence[str],
    said: Sequence[str],
    names: Mapping[str, str],
) -> dict[str, Any]:
    dots = [(at, one) for at, members in enumerate(sets) for one in names if one in members]
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [at for at, _ in dots],
        "y": [names[one] for _, one in dots],
        "customdata": [keys[at] for at, _ in dots],
        "hovertext": [said[at] for at, _ in dots],
        "hovertemplate": "%{hovertext}<extra></extra>",
        "marker": {"size": 9, "color": palette.INK},
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
