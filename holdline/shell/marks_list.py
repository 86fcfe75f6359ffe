"""The events of a division as a list, and the form that adds one."""

from collections.abc import Mapping, Sequence

import streamlit as st

from holdline.access import keeping
from holdline.messages.dates import day_name
from holdline.reference.marks import KINDS
from holdline.shell import event_marks, kept_box, listing
from holdline.shell.event_marks import Event
from holdline.shell.timelines_choice import day
from holdline.shell.view import View
from holdline.tables.layout import Cell, Heading, Line, Listing

HEIGHT = 480
DAYS = ("mark_starts", "mark_ends")
UNBROKEN, WIDE = ("kind", "where", "by"), ("where", "source", "by")
NAMES = ("when", "kind", "title", "where", "source", "by", "drop")


def listed(view: View) -> list[Event]:
    """The events marked for the chosen division, the latest first."""
    return event_marks.events(view)[::-1]


def draw(view: View, found: Sequence[Event]) -> None:
    """The list; what the reader may take away has a cell for it."""
    kept_box.tell_fault(view, "mark")
    headings = [
        Heading(
            name,
            view.say(f"heads.{name}"),
            is_unbroken=name in UNBROKEN,
            is_wide_only=name in WIDE,
        )
        for name in NAMES
    ]
    lines = [_line(view, at, one) for at, one in enumerate(found)]
    table = Listing("marks", view.say("caption"), headings, lines, empty=view.say("none"))

    def pressed(click: Mapping[str, str]) -> None:
        kept = found[int(click["row"])].kept
        if click["column"] == "drop" and kept is not None:
            kept_box.drop(view, "mark", kept.number)

    listing.draw(view, table, key="marks", height=HEIGHT, on_chosen=pressed)


def _line(view: View, at: int, one: Event) -> Line:
    is_mine = one.kept is not None and keeping.may_drop(view.person, one.kept)
    by = kept_box.told(view, one.kept) if one.kept else view.say(_origin(one))
    drop = Cell(view.say("drop"), acts=True, speech=kept_box.said(view, "drop", name=one.title))
    return Line(
        str(at),
        {
            "when": Cell(_when(view, one), one.starts.isoformat()),
            "kind": Cell(view.say(f"kinds.{one.kind}")),
            "title": Cell(one.title),
            "where": Cell(_where(view, one.division)),
            "source": Cell(one.source),
            "by": Cell(by),
            "drop": drop if is_mine else Cell(""),
        },
    )


def _origin(one: Event) -> str:
    return "found" if one.weight else "shipped"


def _when(view: View, one: Event) -> str:
    if one.kind == "merge" and one.kept is None:
        return view.month_name(one.starts)
    starts, ends = (day_name(told, view.language) for told in (one.starts, one.ends))
    return starts if one.starts == one.ends else view.say("span", starts=starts, ends=ends)


def _where(view: View, division: str) -> str:
    path = view.query("shared/ancestors", **view.chosen("division")).rows
    names = dict(zip(path["division_code"], path["short_name"], strict=True))
    return str(names.get(division, division or view.say("here")))


def draw_form(view: View) -> None:
    """What to add: name, days, kind, where it is written, and for whom."""
    if not view.person.may(keeping.ACT):
        return
    place = _where(view, view.selection.division)
    with st.form("mark_form", clear_on_submit=True):
        st.markdown(f"**{view.say('add', place=place)}**")
        st.text_input(view.say("heads.title"), key="kept_mark_name", max_chars=kept_box.LONGEST)
        until = day(view)
        for name in DAYS:
            st.date_input(view.say(f"days.{name}"), value=until, key=name, format="YYYY-MM-DD")
        st.selectbox(
            view.say("heads.kind"), KINDS, key="mark_kind",
            format_func=lambda one: view.say(f"kinds.{one}"),
        )  # fmt: skip
        st.text_input(view.say("heads.source"), key="mark_source", max_chars=80)
        kept_box.choose_reach(view, "mark")
        st.form_submit_button(view.say("keep"), icon=":material/add:", on_click=lambda: _keep(view))


def _keep(view: View) -> None:
    days = sorted(one for one in (st.session_state[name] for name in DAYS) if one is not None)
    if not days:
        return
    definition = event_marks.written(
        days[0], days[-1], st.session_state["mark_kind"], str(st.session_state["mark_source"])
    )
    kept_box.keep(view, "mark", definition, view.selection.division)
