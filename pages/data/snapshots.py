"""Snapshots: every import and what became of it, what differs between two, and the way back."""

import streamlit as st

from holdline.shell import going, snapshots_compared, snapshots_ledger
from holdline.shell.page import Page, received
from holdline.shell.view import View

PAGE = Page(order=410, icon=":material/history:", needs="view.snapshots")
PARTS = {"ledger": snapshots_ledger.draw, "compared": snapshots_compared.draw}


def render(view: View) -> None:
    """The ledger of imports, or the comparison of two of them."""
    key, part = "snapshots_part", _part(view)
    st.session_state[key] = part
    st.segmented_control(
        view.say("parts.title"),
        list(PARTS),
        key=key,
        format_func=lambda one: view.say(f"parts.{one}"),
        label_visibility="collapsed",
        on_change=lambda: going.more(view, part=st.session_state[key] or part),
    )
    PARTS[part](view)


def _part(view: View) -> str:
    part = view.selection.extra("part", "ledger")
    return part if part in PARTS else "ledger"


if __name__ == "__main__":
    render(received())
