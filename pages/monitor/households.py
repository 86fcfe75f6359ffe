"""Households: the list behind a figure or a search, and the card of one of them."""

import streamlit as st

from holdline.shell import card, figure, going, lists, measures
from holdline.shell.page import Page, received
from holdline.shell.view import View

PAGE = Page(order=30, icon=":material/format_list_bulleted:", needs="view.households")
TAKE, MOST = 50, 2000
LENGTH, LENGTHS = "length", ("page", "most")
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
    take = _arranged(view, count["households"])
    pages = max(1, -(-count["households"] // take))
    number = min(view.selection.page, pages)
    lists.draw(
        view,
        lists.behind(view, COLUMNS, skip=(number - 1) * take, take=take),
        whole=lambda most: lists.behind(view, COLUMNS, skip=0, take=most),
    )
    if pages > 1:
        key = f"page_{number}"
        st.pagination(pages, default=number, key=key, on_change=_turned, args=(view, key))


def _arranged(view: View, households: int) -> int:
    """The choice of order and length of a list longer than a page; how many rows it shows."""
    if households <= TAKE:
        return TAKE
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        for part, options in ((lists.SORT, lists.SORTS), (LENGTH, LENGTHS)):
            key = f"choice_{part}"
            st.session_state[key] = _chosen(view, part, options)
            st.selectbox(
                view.say(f"arranged.{part}"), options, key=key, width=250,
                format_func=lambda one, part=part: view.say(f"arranged.{part}_{one or 'place'}"),
                on_change=_rearranged, args=(view, part, key), label_visibility="collapsed",
            )  # fmt: skip
        is_all = _chosen(view, LENGTH, LENGTHS) == LENGTHS[-1]
        st.caption(view.say("arranged.all" if is_all else "arranged.print", most=view.count(MOST)))
    return MOST if is_all else TAKE


def _chosen(view: View, part: str, options: tuple[str, ...]) -> str:
    told = view.selection.extra(part)
    return told if told in options else options[0]


def _rearranged(view: View, part: str, key: str) -> None:
    changed = view.selection.with_more(**{part: st.session_state[key]})
    going.change(view, more=changed.more)


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
