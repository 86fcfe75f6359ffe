"""Events on a time axis: a dotted line at each month, a number above it, and its words as notes."""

from collections.abc import Mapping, Sequence
from typing import Any

from holdline import palette

LOWER = 0.24  # of a small panel's height
NEAR = 3  # months of a small panel that leave no room for a number between two lines
NUMBERS = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"


def marked(figure: Mapping[str, Any], events: Mapping[str, str]) -> dict[str, Any]:
    """*figure* with its events marked; the notes in layout.meta.notes go with it into pictures.

    Args:
        figure: a chart of months, written as 2021-10, on one or several horizontal axes.
        events: what happened by month, in words; months that the chart does not have are left out,
            and no more than there are NUMBERS are marked.
    """
    layout, data = figure["layout"], figure["data"]
    held = {x for trace in data for x in trace.get("x", ())}
    told = [month for month in sorted(events) if month in held and events[month]]
    shown = dict(zip(told, NUMBERS, strict=False))
    if not shown:
        return dict(figure)
    axes = sorted({trace.get("xaxis", "x") for trace in data})
    lines = [_line(month, axis, len(axes) > 1) for axis in axes for month in shown]
    if len(axes) > 1:
        columns = list(data[0]["x"])
        numbers = [
            _beside(month, axis, said, at % 2)
            for axis in axes
            for at, (month, said) in enumerate(_together(shown, columns))
        ]
    else:
        numbers = [_above(month, axes[0], said) for month, said in shown.items()]
    notes = [f"{said} {month} {events[month]}" for month, said in shown.items()]
    return {
        **figure,
        "layout": {
            **layout,
            "shapes": [*layout.get("shapes", ()), *lines],
            "annotations": [*layout.get("annotations", ()), *numbers],
            "meta": {**layout.get("meta", {}), "notes": notes},
        },
    }


def notes(figure: Mapping[str, Any]) -> list[str]:
    """The notes of a marked chart; none for another."""
    return list((figure["layout"].get("meta") or {}).get("notes", ()))


def _height(axis: str, *, is_several: bool) -> str:
    return f"y{axis[1:]} domain" if is_several else "paper"


def _line(month: str, axis: str, is_several: bool) -> dict[str, Any]:  # noqa: FBT001
    return {
        "type": "line", "xref": axis, "x0": month, "x1": month,
        "yref": _height(axis, is_several=is_several), "y0": 0, "y1": 1, "layer": "below",
        "line": {"color": palette.QUIET, "width": 1, "dash": "dot"},
    }  # fmt: skip


def _above(month: str, axis: str, said: str) -> dict[str, Any]:
    """The number above a line."""
    return {
        "text": said, "showarrow": False, "font": {"size": 12},
        "xref": axis, "x": month, "xanchor": "center",
        "yref": "paper", "y": 1, "yanchor": "bottom",
    }  # fmt: skip


def _beside(month: str, axis: str, said: str, step: int) -> dict[str, Any]:
    """In a small panel: the numbers beside the last of their lines, *step* lower."""
    return {
        "text": said, "showarrow": False, "font": {"size": 9},
        "xref": axis, "x": month, "xanchor": "left",
        "yref": _height(axis, is_several=True), "y": 1 - LOWER * step, "yanchor": "top",
    }  # fmt: skip


def _together(shown: Mapping[str, str], columns: Sequence[str]) -> list[tuple[str, str]]:
    """The numbers of lines too near each other as one text, with the month of the last of them."""
    found: list[tuple[str, str]] = []
    for month, said in shown.items():
        is_near = found and columns.index(month) - columns.index(found[-1][0]) <= NEAR
        found.append((month, (found.pop()[1] if is_near else "") + said))
    return found
