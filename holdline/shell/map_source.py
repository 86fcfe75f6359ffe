"""What a map must say of itself: where its lines are from, what is invented, what is left out."""

import streamlit as st

from holdline.maps.ground import CITY, Ground, Source, source
from holdline.maps.ground import own as own_outlines
from holdline.shell import map_canvas
from holdline.shell.map_figures import Figure, drawn_together
from holdline.shell.view import View


def say(view: View, grounds: Ground, figure: Figure) -> None:
    """One line below the map; divisions without an outline are named aloud."""
    rows = figure.at(view.month)
    names = {row["division_code"]: row["short_name"] for row in rows}
    if grounds.drawn and grounds.missing:
        missing = view.common("values.joint").join(names[code] for code in grounds.missing)
        st.warning(view.say("without_outline", count=len(grounds.missing), names=missing))
    zones = view.common("values.joint").join(
        row["short_name"]
        for row in rows
        if row["is_zone"] and row["division_code"] in grounds.drawn
    )
    told = [of(view, grounds), view.say("zones_over", zones=zones) if zones else ""]
    st.caption(
        " ".join([*told, _explained(view, figure, rows), _unplaced(view, figure, rows)]).strip()
    )


def of(view: View, grounds: Ground) -> str:
    """Where the outlines of a map of areas are from, each kind of them."""
    own = {one.file.rpartition("-")[2].removesuffix(".geojson") for one in grounds.drawn.values()
           if one.is_own}  # fmt: skip
    told = _origin(view, is_synthetic=grounds.is_synthetic, is_tiles=grounds.is_tiles)
    return " ".join([*told, *(_supplied(view, level) for level in sorted(own))])


def lines(view: View) -> str:
    """Where the lines beneath points are from; nothing when none are drawn."""
    if not map_canvas.outlines(view):
        return ""
    held = map_canvas.drawn(view)
    is_synthetic = len(view.selection.division) > CITY and not all(one.is_own for one in held)
    return " ".join(_origin(view, is_synthetic=is_synthetic))


def _origin(view: View, *, is_synthetic: bool, is_tiles: bool = False) -> list[str]:
    found = Source("tiles", "") if is_tiles else source()
    said = [view.say(f"source.{found.kind}")]
    if found.review_number:
        said.append(view.say("source.reviewed", number=found.review_number))
    elif found.kind != "tiles":
        said.append(view.say("source.internal"))
    if is_synthetic:
        said.append(view.say("source.synthetic"))
    return said


def _supplied(view: View, level: str) -> str:
    """Where the user's own outlines of a level are from, with the map's review number."""
    found = own_outlines(level)
    if found is None:
        return ""
    reviewed = view.say("source.reviewed", number=found.review_number)
    return view.say("source.own") + (reviewed if found.review_number else "")


def _explained(view: View, figure: Figure, rows: list[dict[str, int]]) -> str:
    """Said when every area has the same shrunk rate: the map is of one colour for a reason."""
    if not figure.is_rate or figure.is_raw or len(rows) < 2:  # noqa: PLR2004  one differs from none
        return ""
    if not any(figure.parts(row)[1] for row in rows):
        return view.say("no_bases")
    return "" if drawn_together(figure, rows).variance else view.say("chance")


def _unplaced(view: View, figure: Figure, rows: list[dict[str, int]]) -> str:
    """Households that no area below counts: their village or township is not told.

    Published counts are rounded one by one: what they leave of their whole tells nothing.
    """
    if figure.is_rate or not rows or view.scope.is_published:
        return ""
    column = f"{figure.name}_{figure.base}"
    rest = figure.whole(view.month)[column] - sum(row[column] for row in rows)
    return view.say("unplaced", count=view.count(rest)) if rest else ""
