"""What all charts share: no frills, room for the marks, words from the catalogue."""

from typing import Any

from holdline import palette

QUIET: dict[str, Any] = {
    "displayModeBar": False,
    "scrollZoom": False,
    "doubleClick": False,
    "displaylogo": False,
    "topojsonURL": "/app/static/topojson/",
}


def layout(height: int, **parts: Any) -> dict[str, Any]:
    """A chart's layout: transparent, tight margins, no dragging, clicks select."""
    return {
        "height": height,
        "margin": {"l": 0, "r": 8, "t": 4, "b": 0},
        "dragmode": False,
        "clickmode": "event+select",
        "showlegend": False,
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "hovermode": "closest",
        "bargap": 0.25,
        **parts,
    }


def axis(**parts: Any) -> dict[str, Any]:
    """An axis: faint grid, automatic margin, no zooming."""
    return {
        "gridcolor": palette.GRID,
        "zeroline": False,
        "automargin": True,
        "fixedrange": True,
        "title": None,
        **parts,
    }
