"""Households: the list behind a figure or a search, and the card of one of them."""

import streamlit as st

from holdline.shell import card, figure, going, lists, measures
from holdline.shell.page import Page, received
from holdline.shell.view import View

PAGE = Page(order=30, icon=":material/format_list_bulleted:", needs="view.households")
TAKE = 50
COLUMNS = (
    "id",
    "head",
    "town",
    "village",
    "monitor_type",
    "main_risk",
    "people",
    "identified",
    "closing",
    "months",
)


def render(view: View) -> None:
    """The card of the chosen household; else what a search finds; else the list behind a figure."""
    if view.selection.household:
        card.draw(view)
    elif view.selection.words:
        _found(view)
    else:
        _behind(view)


def _behind(view: View) -> None:
    measures.draw(view)
    count = lists.counted(view)
    figure.title(
        view.say(
            "behind",
            measure=view.common(f"measures.{view.selection.measure}"),
            households=view.households(count["households"]),
            people=view.people(count["people"]),
        ),
        view.say("behind_note"),
    )
    pages = max(1, -(-count["households"] // TAKE))
    number = min(view.selection.page, pages)
    lists.draw(view, lists.behind(view, COLUMNS, skip=(number - 1) * TAKE, take=TAKE))
    if pages > 1:
        key = f"page_{number}"
        st.pagination(pages, default=number, key=key, on_change=_turned, args=(view, key))


def _turned(view: View, key: str) -> None:
    going.change(view, page=st.session_state[key])


def _found(view: View) -> None:
    table = lists.found(view)
    is_cut = len(table.lines) == lists.FOUND
    title = view.say(
        "found_first" if is_cut else "found",
        words=view.selection.words,
        count=view.count(len(table.lines)),
    )
    figure.title(title, view.say("found_note"))
    lists.draw(view, table)


if __name__ == "__main__":
    render(received())
