"""The banner above a page that shows another snapshot than the one in use, and the way to that."""

import streamlit as st

from holdline.build import deciding
from holdline.messages.catalogue import text
from holdline.messages.dates import day_name
from holdline.shell import figure, going
from holdline.shell.view import View
from holdline.state.imports import Entry

WORDS = "pages.snapshots.pinned"


def draw(view: View) -> None:
    """Say which snapshot is shown and why it is not the one in use; nothing when it is."""
    shown = view.manifest.snapshot_id
    if view.newest == shown:
        return
    entry = deciding.entry(shown)
    kind = _kind(view, entry)
    said = text(
        view.language, f"{WORDS}.{kind}",
        shown=shown,
        day=day_name(view.manifest.as_of_on, view.language),
        newest=view.newest,
        reason=_reason(shown) if kind == "undone" else "",
    )  # fmt: skip
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="pinned"):
        tell = st.info if kind in ("newer", "older") else st.warning
        tell(figure.escaped(said), icon=":material/push_pin:")
        st.button(
            text(view.language, f"{WORDS}.go"),
            key="newest",
            icon=":material/update:",
            on_click=going.change,
            args=(view,),
            kwargs={"snapshot": "", "household": "", "month": None},
        )


def _kind(view: View, entry: Entry | None) -> str:
    if entry is not None and entry.state in ("waiting", "undone"):
        return entry.state
    newest = deciding.entry(view.newest)
    is_newer = newest is None or entry is None or newest.made_at >= entry.made_at
    return "newer" if is_newer else "older"


def _reason(snapshot_id: str) -> str:
    undone = [one for one in deciding.decisions(snapshot_id) if one.state == "undone"]
    return undone[-1].reason if undone else ""
