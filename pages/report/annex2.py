"""Appendix 2: who may be handed on in this round, who may not and why, and the two files."""

import streamlit as st

from holdline.exports.annex2 import Round
from holdline.shell import annex2_lists, bulletin_preview, download, figure, guard_panel
from holdline.shell.page import Page, received
from holdline.shell.view import View

PAGE = Page(order=310, icon=":material/assignment_turned_in:", needs="view.annex2")


def render(view: View) -> None:
    """The counts and files; the guards of the batch; then both lists. A nation hands none on."""
    if view.is_nation:
        st.info(view.common("bar.choose_province"))
        return
    whole = bulletin_preview.unfiltered(view)
    made = annex2_lists.made(whole)
    told = {
        name: view.households(len(rows))
        for name, rows in (
            ("proposed", made.households),
            ("leaving", made.leaving),
            ("refused", made.refused),
            ("noticed", made.noticed),
        )
    }
    st.markdown(view.say("sentence", year=made.year, day=annex2_lists.day(view, made), **told))
    _files(whole, made)
    if made.leaving:
        guard_panel.title(whole, made.standing)
        guard_panel.draw(whole, made.standing, key="annex2_guards")
    left, right = st.columns(2, gap="medium")
    with left:
        figure.title(view.say("refused", count=told["refused"]), view.say("refused_note"))
        annex2_lists.refused(whole, made)
    with right:
        figure.title(view.say("leaving", count=told["leaving"]), view.say("leaving_note"))
        annex2_lists.leaving(whole, made)


def _files(view: View, made: Round) -> None:
    with st.container(horizontal=True, gap="small"):
        if made.leaving and made.standing.may_leave:
            stands = download.provenance(view, view.say("list"))
            download.offer(
                view, stands, "xlsx", annex2_lists.workbook(view, stands),
                key="annex2_xlsx", label=view.say("list"), permission="act.reveal",
            )  # fmt: skip
        else:
            why = "closed_guards" if made.leaving else "closed_empty"
            st.button(view.say("list"), disabled=True, help=view.say(why), key="annex2_closed")
        if made.noticed:
            stands = download.provenance(view, view.say("notice"))
            download.offer(
                view, stands, "docx", annex2_lists.notice(made, stands),
                key="notice_docx", label=view.say("notice"),
            )  # fmt: skip


if __name__ == "__main__":
    render(received())
