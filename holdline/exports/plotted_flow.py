"""Bands between what was and what is, in a picture: as wide as their households, with the count."""

from collections.abc import Mapping, Sequence
from typing import Any

from holdline import palette
from holdline.exports import drawing

LEFT, RIGHT, THICK = 0.24, 0.76, 0.012
GAP = 0.06  # between two nodes, as a share of the height
LEAST = 0.004  # nobody is overlooked for being few


def draw(canvas: Any, trace: Mapping[str, Any], low: float, high: float) -> None:
    """Nodes on two sides and bands between them, from *low* to *high* of the picture.

    Args:
        canvas: matplotlib's figure.
        trace: a sankey of holdline.charts.flow: sources stand left, targets right.
        low: share of the height where it begins.
        high: where it ends.
    """
    axes = canvas.add_axes((0, low, 1, high - low))
    axes.set(xlim=(0, 1), ylim=(0, 1))
    axes.set_axis_off()
    node, link = trace["node"], trace["link"]
    flows = list(zip(link["source"], link["target"], link["value"], strict=True))
    sides = [[one for one, _, _ in flows], [other for _, other, _ in flows]]
    starts = [_stand(axes, node, flows, side, at) for at, side in enumerate(sides)]
    scale = _scale(flows)
    for (one, other, value), colour in zip(flows, link["color"], strict=True):
        wide = max(value * scale, LEAST)
        _band(axes, starts[0][one], starts[1][other], wide, drawing.shade(colour))
        axes.text(LEFT + 0.01, starts[0][one] - wide / 2, f"{value:,}", va="center",
                  fontsize=8, color=palette.INK)  # fmt: skip
        starts[0][one] -= wide
        starts[1][other] -= wide


def _scale(flows: Sequence[tuple[int, int, float]]) -> float:
    """Height of one household, so that the fuller side fits with its gaps."""
    most = max(len({flow[at] for flow in flows}) for at in (0, 1)) if flows else 1
    return (1 - GAP * most) / max(sum(value for _, _, value in flows), 1)


def _stand(
    axes: Any,
    node: Mapping[str, Any],
    flows: Sequence[tuple[int, int, float]],
    side: Sequence[int],
    at: int,
) -> dict[int, float]:
    """Draw the nodes of a side from the top; where the bands of each begin."""
    from matplotlib.patches import Rectangle  # noqa: PLC0415  only when drawing

    scale, top, starts = _scale(flows), 1.0, {}
    for one in sorted(set(side)):
        values = [flow[2] for flow in flows if flow[at] == one]
        tall = sum(max(value * scale, LEAST) for value in values)
        place = LEFT - THICK if at == 0 else RIGHT
        axes.add_patch(
            Rectangle((place, top - tall), THICK, tall, color=drawing.shade(node["color"][one]))
        )
        said = drawing.plain(node["label"][one])
        across = (LEFT - 0.02, "right") if at == 0 else (RIGHT + 0.02, "left")
        axes.text(across[0], top - tall / 2, said, ha=across[1], va="center", fontsize=9)
        starts[one] = top
        top -= tall + GAP
    return starts


def _band(axes: Any, one: float, other: float, wide: float, colour: Any) -> None:
    from matplotlib.patches import PathPatch  # noqa: PLC0415  only when drawing
    from matplotlib.path import Path  # noqa: PLC0415

    middle = (LEFT + RIGHT) / 2
    points = [
        (LEFT, one), (middle, one), (middle, other), (RIGHT, other),
        (RIGHT, other - wide), (middle, other - wide), (middle, one - wide), (LEFT, one - wide),
        (LEFT, one),
    ]  # fmt: skip
    curve = [Path.CURVE4] * 3
    codes = [Path.MOVETO, *curve, Path.LINETO, *curve, Path.CLOSEPOLY]
    axes.add_patch(PathPatch(Path(points, codes), facecolor=colour, linewidth=0))
