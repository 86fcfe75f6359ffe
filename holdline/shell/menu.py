"""The menu: every page the reader may open, under the heading of its folder."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

import streamlit as st

from holdline.access import audit
from holdline.access.identity import Person
from holdline.errors import PageClosed
from holdline.messages.catalogue import text
from holdline.shell import page

HOME, REFUSED = "home_page", "pages_refused"


def chosen(language: str, person: Person) -> tuple[str, Any]:
    """Draw the menu of *person*; the name of the page the address asks for, and the page itself.

    The first page they may open is their home page; headings become drop-down menus. A page they
    may not open keeps its address, without standing in the menu: `check` says so.
    """
    found = page.discover()
    home = next(one for one in found if person.may(one.page.needs))
    shown = {
        one.name: st.Page(
            one.path,
            title=text(language, f"pages.{one.name}.title"),
            icon=one.page.icon,
            url_path=one.name,
            default=one is home,
            visibility="visible" if person.may(one.page.needs) else "hidden",
        )
        for one in found
    }
    st.session_state[HOME] = str(home.path)
    here = _here(found, home)
    grouped: dict[str, list[Any]] = {}
    for one in found:
        heading = text(language, f"common.headings.{one.heading}")
        if one.heading == here.heading:
            title = text(language, f"pages.{here.name}.title")
            heading = text(language, "common.headings.here", heading=heading, title=title)
        grouped.setdefault(heading, []).append(shown[one.name])
    current = st.navigation(grouped, position="top")
    return next(name for name, one in shown.items() if one is current), current


def check(name: str, person: Person, language: str) -> None:
    """Refuse the page *name* to whoever may not open it, before anything of it is read.

    Raises:
        PageClosed: with what the role does see instead; written down once a session.
    """
    needs = next(one.page.needs for one in page.discover() if one.name == name)
    if person.may(needs):
        return
    refused: set[str] = st.session_state.setdefault(REFUSED, set())
    if name not in refused:
        refused.add(name)
        audit.record(person, "page.refused", name)
    raise PageClosed(
        page=text(language, f"pages.{name}.title"),
        role=text(language, f"access.roles.{person.role}"),
        why=text(language, f"access.sees.{person.role}"),
    )


def offer_home(label: str) -> None:
    """A button to the reader's home page."""
    if st.button(label, icon=":material/home:", type="primary"):
        st.switch_page(st.session_state[HOME])


def closed(draw: Callable[[], None]) -> None:
    """Run *draw* instead of any page; every address of a page leads to it, and none is refused."""
    names = [one.name for one in page.discover()]
    pages = [
        st.Page(draw, title=name, url_path=name, default=number == 0)
        for number, name in enumerate(names)
    ]
    st.navigation(pages, position="hidden").run()


def _here(found: tuple[page.Found, ...], home: page.Found) -> page.Found:
    """The page the address names, so that its heading can say where the reader is."""
    last = urlsplit(st.context.url or "").path.rstrip("/").rpartition("/")[2]
    return next((one for one in found if one.name == last), home)
