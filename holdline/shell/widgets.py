"""Let go of the widgets of earlier runs.

Streamlit drops the value of a widget that is gone, and keeps what it knows of it, with functions
it calls and all they hold, until the session ends: 50 KB a drill, for the buttons of one division
are not those of the next.
"""

from collections.abc import Collection, MutableMapping
from typing import Any

from streamlit.components.v2.bidi_component.constants import EVENT_DELIM
from streamlit.runtime.scriptrunner import get_script_run_ctx
from streamlit.runtime.state.session_state import STREAMLIT_INTERNAL_KEY_PREFIX, SessionState


def let_go() -> None:
    """Keep what is known of this run's widgets only; to be called when all of them are drawn.

    A run that is cut short never comes here, so that a press on a widget of the page still shown
    finds its function.
    """
    run = get_script_run_ctx()
    if run is None:
        return
    with run.session_state._lock:  # noqa: SLF001  Streamlit has no word for it; see test_widgets.py
        _keep(known(run.session_state), run.shared.widget_ids_this_run.snapshot())


def known(state: Any) -> MutableMapping[str, Any]:
    """What Streamlit knows of a session's widgets, by their id."""
    while not isinstance(state, SessionState):
        state = state._state  # noqa: SLF001
    held: MutableMapping[str, Any] = state._new_widget_state.widget_metadata  # noqa: SLF001
    return held


def _keep(held: MutableMapping[str, Any], ids: Collection[str]) -> None:
    for gone in [one for one in held if one not in ids and _component(one) not in ids]:
        del held[gone]


def _component(name: str) -> str:
    """The component whose event has that name: events are known, and not among a run's widgets."""
    return name.removeprefix(f"{STREAMLIT_INTERNAL_KEY_PREFIX}_").rpartition(EVENT_DELIM)[0]
