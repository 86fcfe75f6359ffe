"""Colours that survive print and colour-blindness, shared by charts, maps, tables and exports.

The categorical ten are Okabe and Ito's eight, ordered by lightness contrast, and two greys; no
meaning is ever carried by colour alone.
"""

INK = "#1F2933"
QUIET = "#6B7785"
GRID = "rgba(128, 140, 155, 0.25)"
PRIMARY = "#0B5CAD"
OPEN = "#0B5CAD"
CAME = "#B3541E"
WENT = "#2F7D5B"

CATEGORICAL = (
    "#0B5CAD",
    "#B3541E",
    "#2F7D5B",
    "#8A5AA8",
    "#C08A00",
    "#4F6D7A",
    "#0E8A8A",
    "#A0508C",
    "#57606A",
    "#9AA5B1",
)
