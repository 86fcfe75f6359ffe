"""Tables that can be read aloud, sorted, printed and clicked."""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from holdline.shell.components import component
from holdline.shell.view import View
from holdline.tables.layout import Listing


def draw(
    view: View, listing: Listing, *, key: str, height: int | None = None
) -> Mapping[str, str] | None:
    """Show *listing*; the row and column just clicked, or None."""
    shown = component("table")(
        key=key,
        data={
            **listing.as_data(),
            "height": height,
            "empty": listing.empty or view.common("table.empty"),
        },
        on_chosen_change=lambda: None,
    )
    chosen: Mapping[str, str] | None = shown.chosen
    return chosen


def clicked(key: str) -> Mapping[str, str] | None:
    """What was clicked in the table *key* in this run, before the table is drawn again."""
    state: Any = st.session_state.get(key)
    return getattr(state, "chosen", None) if state is not None else None
