"""Colours that survive print and colour-blindness, shared by charts, maps, tables and exports.

No meaning is ever carried by colour alone: dashes, hatching, shapes or words tell it too. The first
eight of the categorical ten lie at least 12 apart (CIEDE2000) for whoever has all cones and for
whoever lacks one kind, and stand out on white and on dark; found by search, proved by
tests/holdline/test_palette.py. The last two are greys, for what is not in question.
"""

INK = "#1F2933"
QUIET = "#6B7785"
GRID = "rgba(128, 140, 155, 0.25)"
# Of middle lightness, to stand out on white, on dark and in grey print alike.
PRIMARY = "#2F7DC8"
OPEN = "#2F7DC8"
CAME = "#C9622B"
WENT = "#227755"

CATEGORICAL = (
    "#0B5CAD",
    "#B3541E",
    "#548C8C",
    "#A854FC",
    "#E0701C",
    "#705470",
    "#A88C70",
    "#8C8CC4",
    "#57606A",
    "#9AA5B1",
)


def thin(colour: str, opacity: float) -> str:
    """*colour*, written as #RRGGBB, let through by what is beneath it; 1 is full."""
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return f"rgba({red}, {green}, {blue}, {opacity:.3g})"
