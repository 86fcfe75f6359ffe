"""Move: change a part of the choice, or open a page with it; the address bar always tells."""

from typing import Any

import streamlit as st

from holdline import paths
from holdline.shell.selection import written
from holdline.shell.view import View


def change(view: View, **parts: Any) -> None:
    """Write the changed choice to the address: a step that the browser's back button undoes."""
    _write(view, written(view.selection.with_change(**parts)))


def more(view: View, **parts: str) -> None:
    """Change some of the page's own parts of the choice; an empty value takes one off."""
    _write(view, written(view.selection.with_more(**parts)))


def clear(view: View) -> None:
    """Take every filter off; the division, the tree and the snapshot stay."""
    change(view, monitor_type="", main_risk="", words="", area="", household="", month=None)


def speak(language: str) -> None:
    """Change the language, in the address too, so that a link keeps it."""
    st.query_params["lang"] = language


def open_page(view: View, page: str, **parts: Any) -> None:
    """Open *page* with the changed choice; ends this run.

    Who may not see lists of households sees what they are made of instead: the free drill.
    """
    if page == "households" and not view.person.may("view.households"):
        page = "explore"
    changed = written(view.selection.with_change(**{"more": (), **parts}))
    path = next(paths.PAGES.glob(f"*/{page}.py"))
    st.switch_page(path, query_params={**changed, **_spoken(view)})


def _write(view: View, changed: dict[str, str]) -> None:
    st.query_params.from_dict({**changed, **_spoken(view)})


def _spoken(view: View) -> dict[str, str]:
    return {"lang": view.language} if "lang" in st.query_params else {}


def address(view: View) -> dict[str, str]:
    """The address of the completed choice: the page's link, at any moment."""
    return {**written(view.selection), **_spoken(view)}


def again() -> None:
    """Run the page once more, now that the address has changed; ends this run."""
    st.rerun()
