"""Tell a reader in two sentences why something they asked for was not done; the page goes on."""

import streamlit as st

from holdline.errors import HoldlineError
from holdline.messages.catalogue import text
from holdline.shell import figure
from holdline.shell.view import View


def tell(view: View, fault: HoldlineError) -> None:
    """What happened, and what to do."""
    kind = type(fault).__name__
    facts = {name: figure.escaped(str(fact)) for name, fact in fault.facts.items()}
    what = text(view.language, f"errors.{kind}.what", **facts)
    st.error(f"{what} {text(view.language, f'errors.{kind}.fix', **facts)}")
