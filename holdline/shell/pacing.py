"""Count what a reader opens, once for each thing opened, and let those who go too fast wait."""

import time
from collections.abc import Hashable

import streamlit as st

from holdline.access import pace
from holdline.access.pace import Act
from holdline.shell.view import View

LAST = "paced"


def opened(view: View, act: Act, what: Hashable) -> None:
    """Count that *what* was opened, unless the same was the last of its kind in this session.

    Raises:
        PaceExceeded: too many within the time; nothing is shown then.
        StateUnavailable: it cannot be counted.
    """
    kept: dict[str, Hashable] = st.session_state.setdefault(LAST, {})
    if kept.get(act) == what:
        return
    time.sleep(pace.take(view.person, act))
    kept[act] = what
