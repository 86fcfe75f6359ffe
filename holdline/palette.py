"""Colours that survive print and colour-blindness, shared by charts, maps, tables and exports.

The categorical ten are Okabe and Ito's eight, ordered by lightness contrast, and two greys; no
meaning is ever carried by colour alone.
"""

INK = "#1F2933"
QUIET = "#6B7785"
GRID = "rgba(128, 140, 155, 0.25)"
# Of middle lightness, to stand out on white, on dark and in grey print alike.
PRIMARY = "#2F7DC8"
OPEN = "#2F7DC8"
CAME = "#C9622B"
WENT = "#3A8F6A"

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


def thin(colour: str, opacity: float) -> str:
    """*colour*, written as #RRGGBB, let through by what is beneath it; 1 is full."""
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return f"rgba({red}, {green}, {blue}, {opacity:.3g})"
