"""The menu: every page that was found, under the heading of its folder."""

from typing import Any
from urllib.parse import urlsplit

import streamlit as st

from holdline.messages.catalogue import text
from holdline.shell import page


def chosen(language: str) -> tuple[str, Any]:
    """Draw the menu; the name of the page to run, and the page itself.

    The first page of the first heading is the home page; headings become drop-down menus.
    """
    found = page.discover()
    shown = {
        one.name: st.Page(
            one.path,
            title=text(language, f"pages.{one.name}.title"),
            icon=one.page.icon,
            url_path=one.name,
            default=number == 0,
        )
        for number, one in enumerate(found)
    }
    here = _here(found)
    grouped: dict[str, list[Any]] = {}
    for one in found:
        heading = text(language, f"common.headings.{one.heading}")
        if one.heading == here.heading:
            title = text(language, f"pages.{here.name}.title")
            heading = text(language, "common.headings.here", heading=heading, title=title)
        grouped.setdefault(heading, []).append(shown[one.name])
    current = st.navigation(grouped, position="top")
    return next(name for name, one in shown.items() if one is current), current


def _here(found: tuple[page.Found, ...]) -> page.Found:
    """The page the address names, so that its heading can say where the reader is."""
    last = urlsplit(st.context.url or "").path.rstrip("/").rpartition("/")[2]
    return next((one for one in found if one.name == last), found[0])
