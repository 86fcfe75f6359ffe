"""Pivot: nested rows, columns and figures of one's own, with totals that are counted, not added."""

import streamlit as st

from holdline.shell import figure, kept_box, measures, pivot_choice, pivot_table
from holdline.shell.page import Page, received
from holdline.shell.view import View

PAGE = Page(order=210, icon=":material/pivot_table_chart:", needs="view.pivot")
TABLE, CHART = 410, 260


def render(view: View) -> None:
    """The choice, the sentence that counts, the chart, and the table with its totals."""
    pivot = pivot_choice.read(view)
    left, right = st.columns([7, 2], gap="small", vertical_alignment="bottom")
    with left:
        measures.draw(view)
    with right:
        kept_box.draw(
            view,
            "pivot",
            written=lambda: pivot_choice.written(view, pivot),
            opened=lambda one: pivot_choice.open_kept(view, one),
        )
    pivot_choice.draw(view, pivot)
    pivot_choice.draw_steps(view, pivot)
    table = pivot_table.counted(view, pivot)
    figure.title(pivot_table.sentence(view, table), view.say("note"))
    wide, narrow = st.columns([8, 4], gap="medium")
    with wide:
        pivot_table.draw(view, table, height=TABLE)
        pivot_table.tell_overlap(view, table)
    with narrow:
        pivot_choice.draw_look(view, pivot)
        pivot_table.draw_chart(view, table, height=CHART)
    pivot_table.opened(view, table)


if __name__ == "__main__":
    render(received())
