"""A field of squares, darker for more: rows by columns, each square with its key and its words."""

from collections.abc import Sequence
from typing import Any

from holdline import palette
from holdline.charts.theme import axis, layout

# Thin to full of one colour: nothing glares on a dark ground, nothing is lost on a light one.
SHADES = [[at / 4, palette.thin(palette.PRIMARY, 0.1 + 0.225 * at)] for at in range(5)]


def heat(
    *,
    across: Sequence[int | str],
    down: Sequence[str],
    shares: Sequence[float | None],
    keys: Sequence[str],
    said: Sequence[str],
    names: tuple[str, str],
    size: int,
    height: int,
) -> dict[str, Any]:
    """Squares at (across, down), all sequences of one length.

    Args:
        across: column of each square.
        down: row of each square; the first row met stands on top.
        shares: how dark, 0 to 1; None is left blank.
        keys: what a click on a square tells.
        said: what hovering says.
        names: what the columns and the rows are called.
        size: of a square, in pixels.
        height: in pixels.
    """
    told = [at for at, share in enumerate(shares) if share is not None]
    return {
        "data": [
            {
                "type": "scatter",
                "mode": "markers",
                "x": [across[at] for at in told],
                "y": [down[at] for at in told],
                "customdata": [keys[at] for at in told],
                "hovertext": [said[at] for at in told],
                "hovertemplate": "%{hovertext}<extra></extra>",
                "marker": _squares([shares[at] for at in told], size),
            }
        ],
        "layout": layout(
            height,
            xaxis=axis(showgrid=False, title=_title(names[0]), **_kind(across)),
            yaxis=axis(
                type="category",
                showgrid=False,
                autorange="reversed",
                nticks=12,
                title=_title(names[1]),
            ),
        ),
    }


def _title(said: str) -> dict[str, Any]:
    return {"text": said, "font": {"size": 11}}


def _kind(across: Sequence[int | str]) -> dict[str, str]:
    """Words are words, also those that could be read as numbers."""
    return {"type": "category"} if any(isinstance(one, str) for one in across) else {}


def _squares(shares: Sequence[float | None], size: int) -> dict[str, Any]:
    return {
        "symbol": "square",
        "size": size,
        "color": list(shares),
        "cmin": 0,
        "cmax": 1,
        "colorscale": SHADES,
        "line": {"width": 0},
        "showscale": True,
        "colorbar": {"tickformat": ".0%", "thickness": 8, "len": 0.8, "dtick": 0.5},
    }
