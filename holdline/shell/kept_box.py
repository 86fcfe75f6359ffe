"""What is kept under a name: opened, deleted and added in one small box, for oneself or others."""

from collections.abc import Callable

import streamlit as st

from holdline.access import keeping
from holdline.access.keeping import Kind, Reach
from holdline.errors import HoldlineError
from holdline.messages.catalogue import text
from holdline.messages.dates import day_name
from holdline.shell import figure, refusal
from holdline.shell.view import View
from holdline.state.kept import Kept

LONGEST = 20


def draw(
    view: View,
    kind: Kind,
    *,
    written: Callable[[], str] | None,
    opened: Callable[[Kept], None],
    division: str = "",
    asked: Callable[[], None] | None = None,
) -> None:
    """A box with those of *kind* that the reader sees, and a form to keep one more.

    Args:
        view: the reader's.
        kind: pivot, theme or area.
        written: gives the definition as it stands, when it is to be kept; None when there is none.
        opened: what opening one does; called back before the page runs again.
        division: the definition is kept for this division only.
        asked: draws what else the form asks for.
    """
    found = keeping.listed(view.person, kind)
    label = said(view, f"{kind}.title", count=len(found))
    with st.popover(label, icon=":material/bookmark:", key=f"kept_{kind}", width="stretch"):
        tell_fault(view, kind)
        if not found:
            st.caption(said(view, f"{kind}.none"))
        for one in found:
            _line(view, kind, one, opened)
        if written is not None and view.person.may(keeping.ACT):
            st.divider()
            if asked is not None:
                asked()
            _form(view, kind, written, division)


def said(view: View, key: str, **facts: object) -> str:
    """A word of the box."""
    return text(view.language, f"kept.{key}", **facts)


def told(view: View, one: Kept) -> str:
    """Who keeps it since when, for whom."""
    facts = {"by": one.made_by, "day": day_name(one.made_at.date(), view.language)}
    return said(view, "told", reach=said(view, f"reaches.{one.reach}"), **facts)


def _line(view: View, kind: Kind, one: Kept, opened: Callable[[Kept], None]) -> None:
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.button(figure.escaped(one.name), key=f"kept_{kind}_open_{one.number}", type="tertiary",
                  on_click=opened, args=(one,), help=figure.escaped(told(view, one)))  # fmt: skip
        if keeping.may_drop(view.person, one):
            st.button("", key=f"kept_{kind}_drop_{one.number}", type="tertiary",
                      icon=":material/delete:", help=said(view, "drop", name=one.name),
                      on_click=drop, args=(view, kind, one.number))  # fmt: skip


def _form(view: View, kind: Kind, written: Callable[[], str], division: str) -> None:
    st.text_input(said(view, f"{kind}.name"), key=f"kept_{kind}_name", max_chars=LONGEST)
    choose_reach(view, kind)
    st.button(said(view, f"{kind}.keep"), key=f"kept_{kind}_keep", icon=":material/bookmark_add:",
              on_click=lambda: _keep(view, kind, written(), division))  # fmt: skip


def choose_reach(view: View, kind: Kind) -> None:
    """For whom it is to be kept."""
    st.segmented_control(
        said(view, "reach"), keeping.REACHES, key=f"kept_{kind}_reach", required=True,
        default=keeping.REACHES[0], format_func=lambda one: said(view, f"reaches.{one}"),
    )  # fmt: skip


def _keep(view: View, kind: Kind, definition: str, division: str) -> None:
    keep(view, kind, definition, division)


def keep(view: View, kind: Kind, definition: str, division: str = "") -> int | None:
    """Keep *definition* under the name in the form; a callback, so a fault waits to be told."""
    name = str(st.session_state.get(f"kept_{kind}_name", "")).strip() or said(view, "nameless")
    reach: Reach = st.session_state.get(f"kept_{kind}_reach") or "own"
    try:
        return keeping.keep(view.person, kind, name, definition, reach=reach, division=division)
    except HoldlineError as fault:
        st.session_state[f"kept_{kind}_fault"] = fault
        return None


def drop(view: View, kind: Kind, number: int) -> None:
    """Keep one no more; a fault waits to be told."""
    try:
        keeping.drop(view.person, kind, number)
    except HoldlineError as fault:
        st.session_state[f"kept_{kind}_fault"] = fault


def tell_fault(view: View, kind: Kind) -> None:
    """Say why the last thing asked for was not done."""
    fault = st.session_state.pop(f"kept_{kind}_fault", None)
    if fault is not None:
        refusal.tell(view, fault)
