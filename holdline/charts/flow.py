"""From what to what: bands between the decisions of before and after."""

from collections.abc import Mapping, Sequence
from typing import Any

from holdline import palette
from holdline.charts.theme import layout

COLOURS = {
    "proposed": palette.CAME,
    "pending": palette.CATEGORICAL[3],
    "retained": palette.WENT,
    "kept": palette.CATEGORICAL[9],
}
STAYS, GOES = "rgba(128, 140, 155, 0.30)", "rgba(179, 84, 30, 0.55)"
HOVER = "%{source.label} → %{target.label}<br>%{value:,}<extra></extra>"


def flow(
    *,
    states: Sequence[str],
    labels: Mapping[str, str],
    moved: Mapping[tuple[str, str], int],
    height: int,
) -> dict[str, Any]:
    """Bands from each decision before to each decision after.

    Args:
        states: the decisions, from the top.
        labels: what a node is called: `before.<state>` and `after.<state>`.
        moved: households that go from one to another; nought is left out.
        height: in pixels.
    """
    place = {f"before.{state}": at for at, state in enumerate(states)}
    place |= {f"after.{state}": at + len(states) for at, state in enumerate(states)}
    bands = [(one, other, count) for (one, other), count in moved.items() if count]
    return {
        "data": [
            {
                "type": "sankey",
                "arrangement": "fixed",
                "node": {
                    "label": [labels[name] for name in place],
                    "color": [COLOURS[name.partition(".")[2]] for name in place],
                    "pad": 14,
                    "thickness": 12,
                    "hovertemplate": "%{label}<extra></extra>",
                },
                "link": {
                    "source": [place[f"before.{one}"] for one, _, _ in bands],
                    "target": [place[f"after.{other}"] for _, other, _ in bands],
                    "value": [count for _, _, count in bands],
                    "color": [STAYS if one == other else GOES for one, other, _ in bands],
                    "hovertemplate": HOVER,
                },
            }
        ],
        "layout": layout(height, margin={"l": 4, "r": 4, "t": 6, "b": 6}),
    }  # fmt: skip
