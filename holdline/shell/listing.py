"""Tables that can be read aloud, sorted, printed and clicked."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import replace

import streamlit as st

from holdline.shell import takeaway
from holdline.shell.components import component
from holdline.shell.view import View
from holdline.tables.layout import Line, Listing

# Columns whose cells open a household's card, on whatever page.
CARDS = frozenset({
    "id", "head", "household", "household_id", "head_name", "person", "other_person", "member",
})  # fmt: skip


def draw(
    view: View,
    listing: Listing,
    *,
    key: str,
    height: int | None = None,
    on_chosen: Callable[[Mapping[str, str]], None] | None = None,
    whole: Callable[[int], Listing] | None = None,
    is_taken: bool = True,
    elsewhere: Collection[str] = (),
) -> Mapping[str, str] | None:
    """Show *listing*; the row and column just clicked, or None.

    *on_chosen* is told of a click before the page runs again, so that a move needs one run.
    *whole* gives all of a list of which one page is shown, for exports: at most so many rows.
    What is no figure and no list, such as a legend, is not *is_taken* along. Cells act only
    where the reader may go: who sees no cards opens none, and who sees published figures opens
    no households behind a number, but what the columns *elsewhere* lead to.
    """
    if is_taken:
        takeaway.add(listing, whole)
    listing = _reachable(view, listing, elsewhere)

    def told() -> None:
        if on_chosen is not None:
            on_chosen(st.session_state[key].chosen)

    shown = component("table")(
        key=key,
        data={
            **listing.as_data(),
            "height": height,
            "empty": _empty(view, listing),
        },
        on_chosen_change=told,
    )
    chosen: Mapping[str, str] | None = shown.chosen
    return chosen


def _reachable(view: View, listing: Listing, elsewhere: Collection[str]) -> Listing:
    """*listing* without the doors that are closed to its reader."""
    if view.scope.sight == "records":
        return listing
    shut = {heading.key for heading in listing.headings if heading.key in CARDS}
    if view.scope.is_published:
        shut |= {heading.key for heading in listing.headings if heading.kind != "text"}
    shut -= set(elsewhere)
    if not shut:
        return listing
    total = _shut(listing.total, shut) if listing.total else None
    return replace(listing, lines=[_shut(line, shut) for line in listing.lines], total=total)


def _shut(line: Line, names: Collection[str]) -> Line:
    cells = {
        name: replace(cell, acts=False) if name in names and cell.acts else cell
        for name, cell in line.cells.items()
    }
    return replace(line, cells=cells)


def _empty(view: View, listing: Listing) -> str:
    """What stands instead of rows; who is not shown people is never told that there are none."""
    if not view.scope.shows_rows:
        return view.common("table.withheld")
    return listing.empty or view.common("table.empty")
