"""Who is the same person: registrations that may be one, by what speaks for it."""

import streamlit as st

from holdline.shell import figure, going, people_lists, people_pairs
from holdline.shell.page import Page, received
from holdline.shell.view import View

PAGE = Page(order=96, icon=":material/group:", needs="view.people")
TAKE = 50


def render(view: View) -> None:
    """Registrations that may be one person, then departments' rows that may be a member's."""
    _pairs(view)
    people_lists.draw(view)


def _pairs(view: View) -> None:
    """Evidence on the left, the pairs it speaks for on the right."""
    tiers = view.query("people/tiers", **view.chosen("division")).rows
    chosen = people_pairs.chosen(view, tiers)
    figure.title(
        view.say("title_line", pairs=view.count(int(tiers["pairs"].sum()))), view.say("note")
    )
    left, right = st.columns([8, 13], gap="small")
    with left:
        people_pairs.draw_tiers(view, tiers, chosen)
        st.caption(view.say("never_merged"))
    with right:
        if not chosen:
            st.info(view.say("none"))
            return
        held = int(tiers.filter(tiers["tier"] == chosen)["pairs"].sum())
        figure.title(view.say("pairs_of", tier=view.say(f"tiers.{chosen}"), pairs=view.count(held)))
        people_pairs.draw_pairs(view, chosen, skip=(view.selection.page - 1) * TAKE, take=TAKE)
        if held > TAKE:
            st.pagination(
                -(-held // TAKE),
                default=view.selection.page,
                key="people_page",
                on_change=lambda: going.change(view, page=st.session_state["people_page"]),
            )


if __name__ == "__main__":
    render(received())
