"""Health: how machine, data and store stand, and how long pages and queries take here."""

import os

import streamlit as st

from holdline.build import health
from holdline.shell import figure, going, health_tables, listing, timing
from holdline.shell.page import Page, received
from holdline.shell.view import View

PAGE = Page(order=510, icon=":material/health_and_safety:", needs="view.health")
SIGNS, PAGES, QUERIES, VERSIONS = 340, 300, 300, 300


def render(view: View) -> None:
    """What is wrong first; then times by page and query, and what runs."""
    found = health.signs()
    worst = health_tables.worst(found)
    figure.title(view.say(f"stands.{worst}"), view.say("stands_note"))
    listing.draw(view, health_tables.signs(view, found), key="signs", height=SIGNS)
    _ways(view)
    asked, kept = timing.found_kept()
    since = health_tables.moment(view, timing.since())
    st.caption(
        view.say(
            "process",
            number=os.getpid(),
            since=since,
            asked=view.count(asked),
            share=view.rate(kept / asked if asked else None),
        )
    )
    left, middle, right = st.columns([4, 5, 3], gap="medium")
    with left:
        figure.title(view.say("pages"), view.say("pages_note"))
        listing.draw(view, health_tables.pages(view), key="page_times", height=PAGES)
    with middle:
        figure.title(view.say("queries"), view.say("queries_note"))
        listing.draw(view, health_tables.queries(view), key="query_times", height=QUERIES)
    with right:
        figure.title(view.say("versions"))
        listing.draw(view, health_tables.versions(view), key="versions", height=VERSIONS)


def _ways(view: View) -> None:
    """To where something can be done about it."""
    with st.container(horizontal=True, gap="small"):
        for page, icon in (
            ("access_log", ":material/policy:"),
            ("imports", ":material/upload_file:"),
            ("snapshots", ":material/history:"),
        ):
            is_open = view.person.may(f"view.{page}")
            if is_open and st.button(view.say(f"to.{page}"), icon=icon, key=f"to_{page}"):
                going.open_page(view, page, household="")


if __name__ == "__main__":
    render(received())
