"""Say what happened and what to do, in the reader's language; offer the way out if there is one."""

import streamlit as st

from holdline.errors import HoldlineError, SnapshotMissing
from holdline.messages.catalogue import text
from holdline.shell import figure, making


def show(fault: HoldlineError, language: str) -> None:
    """The fault's two sentences, and a button: start afresh, or make the first snapshot."""
    kind = type(fault).__name__
    facts = {name: figure.escaped(str(fact)) for name, fact in fault.facts.items()}
    with st.container(border=True, key="trouble"):
        st.subheader(text(language, f"errors.{kind}.what", **facts), anchor=False)
        st.write(text(language, f"errors.{kind}.fix", **facts))
        if isinstance(fault, SnapshotMissing):
            making.offer(language)
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
