"""Bulletin: the month's briefing in official wording, as it will stand in the Word file."""

import streamlit as st

from holdline.shell import bulletin_preview, download, timelines_choice
from holdline.shell.page import Page, received
from holdline.shell.view import View

PAGE = Page(order=300, icon=":material/article:", needs="view.bulletin")


def render(view: View) -> None:
    """The kind and the file; every block of it, numbers opening what they count; its own audit."""
    whole = bulletin_preview.unfiltered(view)
    with st.container(horizontal=True, vertical_alignment="bottom", gap="medium"):
        kind = timelines_choice.draw(view, "kind", bulletin_preview.KINDS)
        made = bulletin_preview.made(whole, kind)
        stands = download.provenance(whole, made.title)
        download.offer(
            view, stands, "docx", bulletin_preview.word(made, stands),
            key="bulletin_docx", label=view.say("download"),
        )  # fmt: skip
    left, right = st.columns([5, 2], gap="medium")
    with left, st.container(border=True):
        bulletin_preview.draw(whole, made)
    with right:
        st.caption(view.say("note", figures=view.count(sum(1 for _ in made.numbers()))))
        bulletin_preview.audited(view, made)


if __name__ == "__main__":
    render(received())
