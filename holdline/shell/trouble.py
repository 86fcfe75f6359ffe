"""Say what happened and what to do, in the reader's language; offer the way out if there is one."""

import streamlit as st

from holdline import paths
from holdline.access.identity import Person
from holdline.errors import HoldlineError, PageClosed, SnapshotMissing
from holdline.messages.catalogue import text
from holdline.shell import arriving, figure, making, menu


def show(fault: HoldlineError, language: str, person: Person | None = None) -> None:
    """The fault's two sentences, and a button: start afresh, or make the first snapshot."""
    kind = type(fault).__name__
    facts = {name: figure.escaped(str(fact)) for name, fact in fault.facts.items()}
    with st.container(border=True, key="trouble"):
        st.subheader(text(language, f"errors.{kind}.what", **facts), anchor=False)
        st.write(text(language, f"errors.{kind}.fix", **facts))
        if isinstance(fault, SnapshotMissing):
            if person is not None and person.may("act.import"):
                _offer_bringing(language)
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


def _offer_bringing(language: str) -> None:
    """The way to one's own files."""
    if st.button(text(language, "common.trouble.bring"), icon=":material/upload_file:"):
        st.switch_page(next(paths.PAGES.glob(f"*/{arriving.BRINGING}.py")))


def _afresh() -> None:
    st.session_state.pop("last_address", None)
    st.query_params.clear()
