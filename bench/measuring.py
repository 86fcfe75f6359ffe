"""Ask the apps for the same things again and again, and note what the browser saw."""

import time
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from bench import steps
from bench.rivals import Rival
from tools.driving.reader import Reader, desk, launched
from tools.driving.serving import served

WATCHING = Path(__file__).with_name("watching.js")
TASKS = ("open", "drill", "month")
CLOCKS = ("server", "painted", "whole")


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


def compared(rivals: Sequence[Rival], home: Path, *, count: int) -> dict[str, Seen]:
    """Open, drill and change the month *count* times each, after one visit to warm up.

    The apps run side by side and take turns, so that whatever else the machine does meets both.
    """
    seen = {rival.name: Seen() for rival in rivals}
    with ExitStack() as stack:
        browser = launched(stack.enter_context(sync_playwright()))
        readers = {
            rival: _started(stack, browser, rival, home, seen[rival.name]) for rival in rivals
        }
        for _ in range(count):
            for rival, reader in readers.items():
                reader.page.goto("about:blank")
                seen[rival.name].samples["open"].append(_open(rival, reader))
        for step in steps.downward(count):
            for rival, reader in readers.items():
                seen[rival.name].samples["drill"].append(_drill(rival, reader, step))
        for rival, reader in readers.items():
            _open(rival, reader)
        for key in steps.months(count):
            for rival, reader in readers.items():
                seen[rival.name].samples["month"].append(_month(rival, reader, key))
    return seen


def _started(stack: ExitStack, browser: Browser, rival: Rival, home: Path, seen: Seen) -> Reader:
    """A tab of the browser at an app of its own that has been visited once."""
    began = time.monotonic()
    origin = stack.enter_context(served(home, command=rival.command))
    seen.start = time.monotonic() - began
    context = desk(browser, "zh")
    context.add_init_script(path=WATCHING)
    reader = Reader(context.new_page(), origin)
    _open(rival, reader)
    return reader


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
