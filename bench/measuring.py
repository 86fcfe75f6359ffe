"""Ask one app for the same things again and again, and note what the browser saw."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import BrowserContext, Page, sync_playwright

from bench import steps
from bench.rivals import Rival
from tools.driving.reader import Reader, desk, launched
from tools.driving.serving import served

WATCHING = Path(__file__).with_name("watching.js")
TASKS = ("open", "drill", "month")
CLOCKS = ("server", "painted", "whole")
MONTH_SHOWN = "2022-12"


@dataclass(frozen=True)
class Sample:
    """One action, in ms.

    Attributes:
        server: from the browser's request to the server's last message.
        painted: from the action until the figures asked for were on the screen.
        whole: from the action until the page had nothing more to do, charts included.
    """

    server: float
    painted: float
    whole: float


@dataclass
class Seen:
    """What was measured of one app: samples by task; how long the server took to start, in s."""

    samples: dict[str, list[Sample]] = field(default_factory=lambda: {task: [] for task in TASKS})
    start: float = 0.0

    def clock(self, task: str, clock: str) -> list[float]:
        """The times of one clock for one task."""
        return [getattr(sample, clock) for sample in self.samples[task]]


def measured(rival: Rival, home: Path, *, count: int) -> Seen:
    """Open, drill and change the month *count* times each, after one visit to warm up."""
    seen = Seen()
    began = time.monotonic()
    with (
        served(home, command=rival.command) as origin,
        sync_playwright() as playwright,
    ):
        seen.start = time.monotonic() - began
        browser = launched(playwright)
        context = desk(browser, "zh")
        context.add_init_script(path=WATCHING)
        with _tab(context, origin) as reader:
            _open(rival, reader)
        for _ in range(count):
            with _tab(context, origin) as reader:
                seen.samples["open"].append(_open(rival, reader))
        with _tab(context, origin) as reader:
            seen.samples["drill"] += [_drill(rival, reader, one) for one in steps.downward(count)]
            _open(rival, reader)
            seen.samples["month"] += [_month(rival, reader, key) for key in steps.months(count)]
        browser.close()
    return seen


@contextmanager
def _tab(context: BrowserContext, origin: str) -> Iterator[Reader]:
    page = context.new_page()
    yield Reader(page, origin)
    page.close()


def _open(rival: Rival, reader: Reader) -> Sample:
    top = steps.top()
    reader.page.goto(f"{reader.origin}/?division={top.to[0]}", wait_until="commit")
    return _noted(reader.page, rival.shown(top.to[2], top.below))


def _drill(rival: Rival, reader: Reader, step: steps.Step) -> Sample:
    reader.page.goto(f"{reader.origin}/?division={step.above[0]}", wait_until="commit")
    _noted(reader.page, rival.shown(step.above[1], (step.to[0], step.to[1])))
    rival.drill(reader, step.to[0], step.to[1])
    return _noted(reader.page, rival.shown(step.to[2], step.below))


def _month(rival: Rival, reader: Reader, key: str) -> Sample:
    rival.choose(reader, key)
    return _noted(reader.page, rival.shown_month(key))


def _noted(page: Page, shown: str) -> Sample:
    page.wait_for_function("() => window.bench_until")
    told = page.evaluate(f"() => window.bench_until({shown})")
    since = told["acted"]
    return Sample(
        server=told["answered"] - told["sent"],
        painted=told["painted"] - since,
        whole=told["whole"] - since,
    )
