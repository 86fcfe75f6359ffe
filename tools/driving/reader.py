"""A reader at a browser: opens, clicks, waits until the page is whole, notes what went wrong."""

import os
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import partial
from typing import Any
from urllib.parse import urlencode, urlsplit

from playwright.sync_api import Browser, BrowserContext, Page, Playwright, WebSocket
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

# The shell draws no window of its own around the page: a third less computing a visit.
BROWSERS = ("chromium-headless-shell", "chromium")
CHROMIUM = os.environ.get("HOLDLINE_CHROMIUM") or next(
    filter(None, map(shutil.which, BROWSERS)), ""
)
PATIENCE = 20.0
TRIES, TRY = 3, 7.0
# Tabs of one reader share one process, which reads Streamlit's and Plotly's scripts once and not
# at every visit, and none is compiled for a speed that a visit of a second never repays.
SPARING = ("--process-per-site", "--js-flags=--no-maglev --no-turbofan")
DESK, PHONE = (1366, 768), (390, 844)
LOCALES = {"zh": "zh-CN", "en": "en-US"}
WHOLE = """() => {
  const app = document.querySelector('[data-testid=stApp]')
  if (!app || app.dataset.testScriptState !== 'notRunning') return false
  if (document.querySelector('[data-testid=stSkeleton], [data-testid=stAppSkeleton]')) return false
  if (document.querySelector('[data-testid=stStatusWidget]')) return false
  if (document.querySelector('[data-stale=true]')) return false
  const charts = [...document.querySelectorAll('.stPlotlyChart')]
  return charts.every((one) => one.querySelector('.main-svg'))
}"""
DRESSED = "() => window.holdlineWords !== undefined"
PAINTED = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"


def launched(playwright: Playwright, *, is_sparing: bool = False) -> Browser:
    """Chromium, without sandbox and GPU; sparing for many short visits, not to measure by."""
    arguments = ["--no-sandbox", "--disable-gpu", "--force-color-profile=srgb"]
    arguments += SPARING if is_sparing else ()
    return playwright.chromium.launch(executable_path=CHROMIUM, args=arguments)


def desk(browser: Browser, language: str, size: tuple[int, int] = DESK) -> BrowserContext:
    """A browser of a reader of *language*: nothing moves, light colours, Beijing time."""
    return browser.new_context(
        locale=LOCALES[language],
        timezone_id="Asia/Shanghai",
        reduced_motion="reduce",
        color_scheme="light",
        viewport={"width": size[0], "height": size[1]},
    )


class PageBrokenError(Exception):
    """The page shows an error nobody foresaw."""


@dataclass
class Frame:
    """A message of the server: its kind, its size, and what it holds."""

    kind: str
    size: int
    message: Any


@dataclass
class Reader:
    """One tab.

    Attributes:
        page: the tab, for looking closer.
        origin: of the app.
        faults: errors of the console and of scripts, and requests to anywhere else.
        frames: what the server sent, in order.
    """

    page: Page
    origin: str
    faults: list[str] = field(default_factory=list)
    frames: list[Frame] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Listen from the start."""
        self.page.set_default_timeout(PATIENCE * 1000)
        self.page.on("console", self._on_console)
        self.page.on("pageerror", lambda error: self.faults.append(f"script: {error}"))
        self.page.on("request", lambda request: self._on_request(request.url))
        self.page.on("websocket", self._on_socket)

    def open(self, path: str = "", **address: str) -> "Reader":
        """Go to a page by its address, and wait until it is whole."""
        query = f"?{urlencode(address)}" if address else ""
        with self.ran():
            self.page.goto(f"{self.origin}/{path}{query}", wait_until="commit")
        self.page.wait_for_function(DRESSED, polling=20)
        return self

    @contextmanager
    def ran(self) -> Iterator[None]:
        """Do something that makes the page run, then wait until it has run and is whole."""
        before = self._runs()
        yield
        self.until(partial(self._ran_since, before))
        self.settle()

    def choose(self, key: str, option: str) -> None:
        """Choose from the list of that key, and wait until the page has run.

        A run that ends late draws an open list anew and closes it; it is opened again then,
        as a reader would.
        """
        for _ in range(TRIES):
            before = self._runs()
            self.page.locator(f".st-key-{key} input").first.click()
            self.page.get_by_role("option", name=option, exact=True).click()
            with suppress(TimeoutError):
                self.until(partial(self._ran_since, before), patience=TRY)
                return self.settle()
        raise TimeoutError(f"{key}: nothing came of choosing {option}")

    def settle(self) -> None:
        """Wait until the page is whole and painted."""
        self.page.wait_for_function(WHOLE, polling=20)
        self.page.evaluate(PAINTED)
        broken = self.page.locator("[data-testid=stException]")
        if broken.count():
            raise PageBrokenError(f"{self.page.url}: {broken.first.inner_text()[:900]}")

    def until(
        self,
        holds: Callable[[], bool],
        what: str = "the page did not run",
        patience: float = PATIENCE,
    ) -> None:
        """Wait until *holds*, *patience* seconds at most; playwright's events arrive meanwhile."""
        end = time.monotonic() + patience
        while not holds():
            if time.monotonic() > end:
                raise TimeoutError(what)
            self.page.wait_for_timeout(10)

    def address(self) -> dict[str, str]:
        """The parts of the address as they stand in the bar."""
        parts: dict[str, str] = self.page.evaluate(
            "() => Object.fromEntries(new URLSearchParams(location.search))"
        )
        return parts

    def path(self) -> str:
        """The page as the address names it; empty for the first."""
        return urlsplit(self.page.url).path.strip("/")

    def _ran_since(self, before: int) -> bool:
        return self._runs() > before

    def _runs(self) -> int:
        """How many runs of the page have ended, those cut short to run again not counted."""
        whole = (ForwardMsg.FINISHED_SUCCESSFULLY, ForwardMsg.FINISHED_FRAGMENT_RUN_SUCCESSFULLY)
        ends = (one.message for one in self.frames if one.kind == "script_finished")
        return sum(message.script_finished in whole for message in ends)

    def _on_console(self, message: Any) -> None:
        if message.type == "error":
            self.faults.append(f"console: {message.text} {message.location.get('url', '')}")

    def _on_request(self, url: str) -> None:
        where = urlsplit(url)
        is_inside = where.scheme in ("data", "blob")
        if not is_inside and f"{where.scheme}://{where.netloc}" != self.origin:
            self.faults.append(f"request: {url}")

    def _on_socket(self, socket: WebSocket) -> None:
        if urlsplit(socket.url).netloc != urlsplit(self.origin).netloc:
            self.faults.append(f"socket: {socket.url}")
        socket.on("framereceived", self._on_frame)

    def _on_frame(self, payload: str | bytes) -> None:
        if isinstance(payload, bytes):
            message = ForwardMsg.FromString(payload)
            kind = message.WhichOneof("type") or ""
            self.frames.append(Frame(kind, len(payload), message))
