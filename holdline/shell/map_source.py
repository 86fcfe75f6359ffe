"""What a map must say of itself: where its lines are from, what is invented, what is left out."""

import streamlit as st

from holdline.maps.ground import Ground, source
from holdline.shell.map_figures import Figure
from holdline.shell.view import View


def say(view: View, grounds: Ground, figure: Figure) -> None:
    """One line below the map; divisions without an outline are named aloud."""
    rows = figure.at(view.month)
    names = {row["division_code"]: row["short_name"] for row in rows}
    if grounds.drawn and grounds.missing:
        missing = view.common("values.joint").join(names[code] for code in grounds.missing)
        st.warning(view.say("without_outline", count=len(grounds.missing), names=missing))
    zones = view.common("values.joint").join(row["short_name"] for row in rows if row["is_zone"])
    told = [*_origin(view, grounds), view.say("zones_over", zones=zones) if zones else ""]
    st.caption(" ".join([*told, _unplaced(view, figure, rows)]).strip())


def _origin(view: View, grounds: Ground) -> list[str]:
    found = source()
    said = [view.say(f"source.{found.kind}")]
    if found.review_number:
        said.append(view.say("source.reviewed", number=found.review_number))
    elif found.kind != "tiles":
        said.append(view.say("source.internal"))
    if grounds.is_synthetic:
        said.append(view.say("source.synthetic"))
    return said


def _unplaced(view: View, figure: Figure, rows: list[dict[str, int]]) -> str:
    """Households that no area below counts: their village or township is not told."""
    if figure.is_rate or not rows:
        return ""
    column = f"{figure.name}_{figure.base}"
    rest = figure.whole(view.month)[column] - sum(row[column] for row in rows)
    return view.say("unplaced", count=view.count(rest)) if rest else ""
