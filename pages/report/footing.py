"""Footing: paste or upload anybody's bulletin; every sum, share and difference is checked."""

import streamlit as st

from holdline.errors import HoldlineError
from holdline.exports.footing.sources import text_of
from holdline.shell import footing_marks, refusal
from holdline.shell.page import Page, received
from holdline.shell.view import View

PAGE = Page(order=320, icon=":material/fact_check:", needs="view.footing")
KINDS = ["docx", "txt"]
TALL = 260


def render(view: View) -> None:
    """The text on the left; what does not foot on the right, and the text with it marked."""
    left, right = st.columns(2, gap="medium")
    with left:
        uploaded = st.file_uploader(view.say("upload"), type=KINDS, key="footing_file")
        pasted = st.text_area(
            view.say("paste"), height=TALL, key="footing_text", placeholder=view.say("example")
        )
        is_compared = not view.scope.is_published and st.toggle(
            view.say("compare", month=view.month_name(view.month)),
            key="footing_compare", help=view.say("compare_note"),
        )  # fmt: skip
    try:
        said = text_of(uploaded.name, uploaded.getvalue()) if uploaded else pasted
    except HoldlineError as fault:
        refusal.tell(view, fault)
        return
    with right:
        if said.strip():
            footing_marks.draw(view, said, is_compared=bool(is_compared))
        else:
            st.caption(view.say("nothing"))


if __name__ == "__main__":
    render(received())
