"""Tables that can be read aloud, sorted, printed and clicked."""

from collections.abc import Callable, Mapping

import streamlit as st

from holdline.shell import takeaway
from holdline.shell.components import component
from holdline.shell.view import View
from holdline.tables.layout import Listing


def draw(
    view: View,
    listing: Listing,
    *,
    key: str,
    height: int | None = None,
    on_chosen: Callable[[Mapping[str, str]], None] | None = None,
    whole: Callable[[int], Listing] | None = None,
    is_taken: bool = True,
) -> Mapping[str, str] | None:
    """Show *listing*; the row and column just clicked, or None.

    *on_chosen* is told of a click before the page runs again, so that a move needs one run.
    *whole* gives all of a list of which one page is shown, for exports: at most so many rows.
    What is no figure and no list, such as a legend, is not *is_taken* along.
    """
    if is_taken:
        takeaway.add(listing, whole)

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


def _empty(view: View, listing: Listing) -> str:
    """What stands instead of rows; who is not shown people is never told that there are none."""
    if not view.scope.shows_rows:
        return view.common("table.withheld")
    return listing.empty or view.common("table.empty")
