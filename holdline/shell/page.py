"""Find the pages, hand one its View, and refuse to run one without.

Pages live in sub-folders of pages/: Streamlit's own scan of that folder sees only files directly
in it, and would serve those without running app.py (docs/decisions/0001).
"""

import importlib
from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import dataclass
from pathlib import Path

from holdline import paths
from holdline.errors import PageNotHandedOver
from holdline.shell.view import View

_handed: ContextVar[View | None] = ContextVar("handed", default=None)


@dataclass(frozen=True)
class Page:
    """What a page declares of itself: its place in the menu, its icon, the permission it needs."""

    order: int
    icon: str
    needs: str


@dataclass(frozen=True)
class Found:
    """A page of the folder: its file, name, heading and declaration."""

    path: Path
    name: str
    heading: str
    page: Page


def discover() -> tuple[Found, ...]:
    """Every page under pages/<heading>/, in the order of the menu."""
    found = []
    for path in paths.PAGES.glob("*/*.py"):
        if path.stem == "__init__":
            continue
        heading = path.parent.name
        module = importlib.import_module(f"pages.{heading}.{path.stem}")
        found.append(Found(path, path.stem, heading, module.PAGE))
    return tuple(sorted(found, key=lambda one: one.page.order))


def run(view: View, start: Callable[[], None]) -> None:
    """Hand *view* to the page that *start* runs, and take it back afterwards."""
    token = _handed.set(view)
    try:
        start()
    finally:
        _handed.reset(token)


def received() -> View:
    """The View handed to this page.

    Raises:
        PageNotHandedOver: the page runs without app.py having decided who is looking.
    """
    view = _handed.get()
    if view is None:
        raise PageNotHandedOver
    return view
