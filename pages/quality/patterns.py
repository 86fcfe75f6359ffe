"""Patterns: villages whose records look made at a desk, the worst first, each with its evidence."""

import streamlit as st

from holdline.shell import figure, patterns_evidence, patterns_list
from holdline.shell.page import Page, received
from holdline.shell.view import View

PAGE = Page(order=93, icon=":material/fingerprint:", needs="view.patterns")
HEIGHT = 520


def render(view: View) -> None:
    """The ranked list; beside it what stands behind the chosen line, or behind the first."""
    left, right = st.columns([12, 9], gap="medium")
    with left:
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            figure.title(view.say("ranked"), view.say("ranked_note"))
            one = patterns_list.draw_choice(view)
        found = patterns_list.rows(view, one)
        told = (view.selection.extra("village"), view.selection.extra("shape"))
        lines = {(row["village_code"], row["pattern"]): row for row in found.iter_rows(named=True)}
        here = told if told in lines else next(iter(lines), ("", ""))
        patterns_list.draw(view, found, here, height=HEIGHT)
    with right:
        if here in lines:
            patterns_evidence.draw(view, lines[here], height=HEIGHT - 60)
        else:
            st.caption(view.say("none"))


if __name__ == "__main__":
    render(received())
