"""Draw the charts after everything else, so that figures and tables are on the screen first (PF4).

A browser reads the script that draws charts for a third of a second and draws the first ones for
as long; whatever comes with them waits for all of it (docs/decisions/0085).
"""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

import streamlit as st
from streamlit.runtime.scriptrunner_utils.script_run_context import ThreadState

from holdline.charts.theme import QUIET

# Seconds before the first charts of a visit: what a browser needs to draw figures and tables.
PAUSE = 0.3
SEEN = "charts_seen"
Drawing = Callable[[], None]

_waiting: ContextVar[list[Drawing] | None] = ContextVar("waiting", default=None)


@contextmanager
def charts() -> Iterator[None]:
    """Draw the charts asked for inside at the end, in their places; none where a fault ends it."""
    waiting: list[Drawing] = []
    token = _waiting.set(waiting)
    try:
        yield
    finally:
        _waiting.reset(token)
    if waiting and SEEN not in st.session_state:
        time.sleep(PAUSE)
        st.session_state[SEEN] = True
    for drawing in waiting:
        drawing()


def chart(
    figure: dict[str, Any], *, key: str, alt: str, pressed: Callable[[], None] | None = None
) -> None:
    """Show *figure* here, after all else; *pressed* is told of clicks on its marks.

    A fragment draws its charts at once, for it runs again without the page.
    """
    place = st.container()
    acts: dict[str, Any] = {"on_select": pressed, "selection_mode": "points"} if pressed else {}

    def drawing() -> None:
        with place:
            st.plotly_chart(figure, key=key, config=QUIET, alt=alt, theme="streamlit", **acts)

    waiting = _waiting.get()
    if waiting is None or ThreadState.get().fragment_id is not None:
        drawing()
    else:
        waiting.append(drawing)
