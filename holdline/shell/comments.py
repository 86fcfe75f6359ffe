"""Comments drawn: behind a button below every page, and all of them in a list."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any
from urllib.parse import parse_qsl

import streamlit as st

from holdline.errors import HoldlineError
from holdline.messages.catalogue import text
from holdline.messages.dates import day_name, month_name, parse_month
from holdline.quality.progress import CHINA
from holdline.shell import commenting, going, listing, refusal, selection
from holdline.shell.commenting import Thread
from holdline.shell.view import View
from holdline.state.comments import Comment
from holdline.tables.layout import Cell, Heading, Line, Listing
from holdline.timeline.locks import day_in_beijing

INBOX, TURN = "inbox", "comments_kept"
SHOWN, SHORT = 20, 24
COLUMNS, WIDE = ("text", "place", "page", "by", "state", "act"), ("place", "state")


def draw(view: View) -> None:
    """A button with how many are open on this view; behind it they, and a form for another."""
    if not commenting.may(view):
        return
    held = commenting.here(view)
    label = told(view, "counted", count=view.count(len(held))) if held else told(view, "button")
    with st.popover(label, icon=":material/comment:", type="tertiary", key="comments"):
        place = view.query("shared/ancestors", **view.chosen("division")).rows["short_name"][-1]
        st.caption(told(view, "note", place=place, month=view.month_name(view.month)))
        for one in held[:SHOWN]:
            _thread(view, one)
        if not held:
            st.caption(told(view, "none"))
        _form(view, held)
        if view.page != INBOX and st.button(told(view, "inbox"), key="to_inbox", type="tertiary"):
            going.open_page(view, INBOX, household="", words="")


def listed(view: View, threads: Sequence[Thread], *, height: int) -> None:
    """A table of *threads*; a press opens the view commented on, resolves it, or opens it again."""
    shown = {str(one.first.number): one for one in threads}
    table = Listing(
        "comments", view.say("comments"),
        [Heading(one, told(view, f"heads.{one}"), is_wide_only=one in WIDE) for one in COLUMNS],
        [line for one in threads for line in _lines(view, one)],
        is_sortable=False, empty=view.say("no_comments"),
    )  # fmt: skip
    pressed = listing.draw(view, table, key="comments_listed", height=height)
    one = shown.get(pressed["row"]) if pressed else None
    if pressed and one and pressed["column"] == "act":
        _settle(view, one.first)
    elif pressed and one and pressed["column"] == "page":
        _opened(view, one.first)


def told(view: View, key: str, **facts: object) -> str:
    """A word of comments, the same on every page."""
    return text(view.language, f"comments.{key}", **facts)


def _thread(view: View, one: Thread) -> None:
    with st.container(border=True, gap="xxsmall"):
        for said in (one.first, *one.answers):
            st.text(said.text)
            st.caption(_by(view, said))
        number = one.first.number
        pressed = st.button(
            told(view, "resolve"), key=f"resolve_{number}", type="tertiary",
            icon=":material/check:",
        )  # fmt: skip
    if pressed and _acted(view, lambda: commenting.settle(view, number, is_resolved=True)):
        going.again()


def _form(view: View, held: Sequence[Thread]) -> None:
    turn = st.session_state.setdefault(TURN, 0)
    with st.form("commenting", border=False):
        key = f"comment_text_{turn}"  # a refused text stays; one that was kept makes room
        said = st.text_area(told(view, "said"), key=key, max_chars=commenting.MOST)
        firsts = {0: told(view, "fresh")} | {
            one.first.number: told(
                view, "number", number=one.first.number, text=one.first.text[:SHORT]
            )
            for one in held
        }
        answers = 0
        if held:
            answers = st.selectbox(
                told(view, "answers"), list(firsts), key="comment_answers",
                format_func=lambda number: firsts[number],
            )  # fmt: skip
        pressed = st.form_submit_button(told(view, "do"), type="primary")
    if pressed and _acted(view, lambda: commenting.keep(view, said, answers or None)):
        st.session_state[TURN] = turn + 1
        going.again()


def _acted(view: View, act: Callable[[], object]) -> bool:
    try:
        act()
    except HoldlineError as fault:
        refusal.tell(view, fault)
        return False
    return True


def _lines(view: View, one: Thread) -> list[Line]:
    first, may = one.first, view.person.may(commenting.ACT)
    act = told(view, "resolve" if first.is_open else "reopen")
    state = told(view, "states.open" if first.is_open else "states.resolved")
    note = ""
    if first.resolved_at is not None:
        day = day_name(day_in_beijing(first.resolved_at), view.language)
        note = told(view, "done_by", who=_who(view, first.resolved_by or ""), day=day)
    cells = {
        "text": Cell(first.text),
        "place": Cell(_place(view, first)),
        "page": Cell(text(view.language, f"pages.{first.page}.title"), acts=True),
        "by": Cell(_by(view, first)),
        "state": Cell(state, note=note),
        "act": Cell(act if may else "", acts=may),
    }
    return [
        Line(str(first.number), cells),
        *(
            Line(
                f"{first.number}-{said.number}",
                {
                    "text": Cell(told(view, "answer", text=said.text)),
                    "by": Cell(_by(view, said)),
                },
            )
            for said in one.answers
        ),
    ]


def _settle(view: View, first: Comment) -> None:
    if _acted(view, lambda: commenting.settle(view, first.number, is_resolved=first.is_open)):
        going.again()


def _opened(view: View, first: Comment) -> None:
    read = selection.read(dict(parse_qsl(first.address)))
    parts: Mapping[str, Any] = vars(read)
    going.open_page(view, first.page, **{**parts, "words": ""})


def _place(view: View, one: Comment) -> str:
    chosen = {"view": view.selection.tree, "division": one.division_code}
    path = view.query("shared/ancestors", **chosen).rows
    return str(path["short_name"][-1]) if path.height else one.division_code


def _by(view: View, one: Comment) -> str:
    return told(
        view, "by", who=_who(view, one.made_by),
        at=f"{one.made_at.astimezone(CHINA):%Y-%m-%d %H:%M}",
        month=month_name(parse_month(one.month), view.language),
    )  # fmt: skip


def _who(view: View, account: str) -> str:
    """Who it was: the reader by name, others by account."""
    return view.person.name if account == view.person.account else account
