"""Tables that can be read aloud, sorted, printed and clicked."""

from collections.abc import Callable, Mapping

import streamlit as st

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
) -> Mapping[str, str] | None:
    """Show *listing*; the row and column just clicked, or None.

    *on_chosen* is told of a click before the page runs again, so that a move needs one run.
    """

    def told() -> None:
        if on_chosen is not None:
            on_chosen(st.session_state[key].chosen)

    shown = component("table")(
        key=key,
        data={
            **listing.as_data(),
            "height": height,
            "empty": listing.empty or view.common("table.empty"),
        },
        on_chosen_change=told,
    )
    chosen: Mapping[str, str] | None = shown.chosen
    return chosen
