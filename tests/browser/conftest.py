"""The real app in Chromium: one server a session, one tab a test, and no tab may have faults."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, expect, sync_playwright

from tests.browser.places import Places, found
from tests.browser.visits import Visit, visit
from tests.oracle.headline import read
from tools.driving.reader import DESK, Reader, desk, launched
from tools.driving.serving import served
from tools.driving.sites import sites

HERE = Path(__file__).parent
expect.set_options(timeout=10_000)
Opened = Callable[..., Reader]
Visited = Callable[..., Visit]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what drives a browser."""
    for item in items:
        if item.path.is_relative_to(HERE):
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def places(built_home: Path) -> Places:
    """A way from the province down to a household of the sample."""
    return found(read(built_home / "import"), built_home / "import")


@pytest.fixture(scope="session")
def app(built_home: Path) -> Iterator[str]:
    """Origin of the app serving the small sample."""
    with served(built_home) as origin:
        yield origin


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium."""
    with sync_playwright() as playwright:
        opened = launched(playwright, is_sparing=True)
        yield opened
        opened.close()


@pytest.fixture(scope="session")
def desks(browser: Browser, app: str) -> Callable[[str, tuple[int, int]], BrowserContext]:
    """The browser for a language and a screen's size, one of each, kept for its cache.

    A tab of each stays open, as the process that the others share ends with its last.
    """
    kept: dict[tuple[str, tuple[int, int]], BrowserContext] = {}

    def one(language: str, size: tuple[int, int]) -> BrowserContext:
        if (language, size) not in kept:
            kept[language, size] = desk(browser, language, size)
            kept[language, size].new_page().goto(f"{app}/_stcore/health")
        return kept[language, size]

    return one


@pytest.fixture
def tab(desks: Callable[[str, tuple[int, int]], BrowserContext], app: str) -> Iterator[Opened]:
    """Open further tabs: `tab("en")`, `tab("zh", PHONE)`, `tab("zh", origin=...)`."""
    opened: list[Reader] = []

    def one(language: str = "zh", size: tuple[int, int] = DESK, origin: str = app) -> Reader:
        opened.append(Reader(desks(language, size).new_page(), origin))
        return opened[-1]

    yield one
    faults = [fault for reader in opened for fault in reader.faults]
    for reader in opened:
        reader.page.close()
    assert faults == []


@pytest.fixture(scope="session")
def visited(
    desks: Callable[[str, tuple[int, int]], BrowserContext], app: str, places: Places
) -> Visited:
    """What a visit to a page shows: `visited("map", "en")`, or `visited("map", "zh", chosen)`.

    Each visit is made once a session, in a tab of its own, at a county of the sample. Where no
    address is given the page is looked at on a phone too, and for barriers if it is Chinese.
    """
    kept: dict[tuple[str, ...], Visit] = {}

    def one(page: str, language: str, *, address: dict[str, str] | None = None) -> Visit:
        asked = {"division": places.way[1], **(address or {})}
        key = (page, language, *(f"{name}={value}" for name, value in asked.items()))
        if key not in kept:
            reader = Reader(desks(language, DESK).new_page(), app)
            kept[key] = visit(
                reader,
                sites()[page],
                asked,
                is_on_a_phone=address is None,
                is_examined=language == "zh" and address is None,
            )
            reader.page.close()
        return kept[key]

    return one


@pytest.fixture
def zh(tab: Opened) -> Reader:
    """A tab of a reader of Chinese."""
    return tab("zh")


@pytest.fixture
def en(tab: Opened) -> Reader:
    """A tab of a reader of English."""
    return tab("en")
