"""Say what happened and what to do, in the reader's language; offer the way out if there is one."""

import streamlit as st

from holdline.access.identity import Person
from holdline.errors import HoldlineError, PageClosed, SnapshotMissing
from holdline.messages.catalogue import text
from holdline.shell import figure, making, menu


def show(fault: HoldlineError, language: str, person: Person | None = None) -> None:
    """The fault's two sentences, and a button: start afresh, or make the first snapshot."""
    kind = type(fault).__name__
    facts = {name: figure.escaped(str(fact)) for name, fact in fault.facts.items()}
    with st.container(border=True, key="trouble"):
        st.subheader(text(language, f"errors.{kind}.what", **facts), anchor=False)
        st.write(text(language, f"errors.{kind}.fix", **facts))
        if isinstance(fault, SnapshotMissing):
            if person is not None and person.may("act.import"):
                making.offer(language)
        elif isinstance(fault, PageClosed):
            menu.offer_home(text(language, "common.trouble.afresh"))
        else:
            st.button(
                text(language, "common.trouble.afresh"),
                icon=":material/home:",
                type="primary",
                on_click=_afresh,
            )


def _afresh() -> None:
    st.session_state.pop("last_address", None)
    st.query_params.clear()
