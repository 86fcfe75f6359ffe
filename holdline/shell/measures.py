"""The choice of the measure that a table or list shows."""

import streamlit as st

from holdline.shell import going
from holdline.shell.selection import MEASURES
from holdline.shell.view import View


def draw(view: View) -> None:
    """One measure at a time; the choice stands in the address like every other."""
    st.session_state["measure"] = view.selection.measure
    st.segmented_control(
        view.common("bar.labels.measure"),
        MEASURES,
        key="measure",
        required=True,
        format_func=lambda measure: view.common(f"measures.{measure}"),
        label_visibility="collapsed",
        on_change=lambda: going.change(view, measure=st.session_state["measure"]),
    )
