"""Divisions over time: which ended, where their households went, and history read both ways."""

import streamlit as st

from holdline.shell import lineage_areas, lineage_changes
from holdline.shell.page import Page, received
from holdline.shell.view import View

PAGE = Page(order=420, icon=":material/account_tree:", needs="view.lineage")


def render(view: View) -> None:
    """What changed on the left; the month's households in both readings on the right."""
    left, right = st.columns([7, 5], gap="medium")
    with left:
        lineage_changes.draw(view)
    with right:
        lineage_areas.draw(view)


if __name__ == "__main__":
    render(received())
