"""`python -m bench.maps`: the map against the same map built as usual, in the browser.

Both draw the same outlines, the other with Plotly, and a click on an area leads down. The layer of
households stands alone: there is no usual way to draw a province of them. CPU is the main thread's
of the tab, which other work on the machine lengthens far less than the clock.
"""

import argparse
import sys
import time
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from playwright.sync_api import Error as PlaywrightError
from playwright.sync_api import Page, sync_playwright

from bench import steps
from bench.__main__ import RESULTS, _home
from bench.measuring import WATCHING, Sample, _noted
from bench.rivals import SENTENCE, _chinese_month, _choose
from bench.table import percentile
from tools.driving.reader import Reader, desk, launched
from tools.driving.serving import HOLDLINE, served

NAIVE = ("-m", "streamlit", "run", "bench/naive_map.py", "--server.port")
# The areas on the screen, each with its code, the topmost last.
OURS = "window.bench_deep('.land path').map((one) => [one.dataset.code, one])"
PLOTLY = (
    "[...document.querySelectorAll('.choroplethlayer path')]"
    ".map((one) => [one.__data__ && one.__data__.loc, one])"
)
DRAWN = "{areas}.some(([at]) => at === {code!r})"
INSIDE = """(code) => {{
  const areas = {areas}
  const at = areas.findLastIndex(([one]) => one === code)
  const box = areas[at][1].getBoundingClientRect()
  const holds = ([, path], x, y) =>
    path.isPointInFill(new DOMPoint(x, y).matrixTransform(path.getScreenCTM().inverse()))
  for (let n = 2; n < 40; n++) for (let i = 1; i < n; i++) for (let j = 1; j < n; j++) {{
    const x = box.left + (box.width * i) / n, y = box.top + (box.height * j) / n
    const isCovered = () => areas.slice(at + 1).some((one) => holds(one, x, y))
    if (holds(areas[at], x, y) && !isCovered()) return {{ x, y }}
  }}
  return null
}}"""
POINTS = """() => {
  const [map] = window.bench_deep('.map')
  return map && Number(map.dataset.features) > 0 && map.dataset.features !== window.bench_before
}"""
BUDGETS = {"open": 1000, "drill": 500}


@dataclass(frozen=True)
class App:
    """One of the two: how it is started, where its map is, and how a month is chosen."""

    name: str
    command: tuple[str, ...]
    path: str
    areas: str
    choose: Callable[[Reader, str], None]
    month: Callable[[str], str]

    def drawn(self, code: str) -> str:
        """Whether the area *code* stands on the screen."""
        return DRAWN.format(areas=self.areas, code=code)


APPS = (
    App(
        "holdline",
        HOLDLINE,
        "map",
        OURS,
        lambda reader, key: _choose(reader, "choose_month", _chinese_month(key)),
        lambda key: SENTENCE.format(words=_chinese_month(key)),
    ),
    App(
        "naive",
        NAIVE,
        "",
        PLOTLY,
        lambda reader, key: _choose(reader, "month", key),
        lambda key: SENTENCE.format(words=key),
    ),
)


@dataclass(frozen=True)
class Timed(Sample):
    """An action with the CPU the tab's main thread spent on it, in ms."""

    cpu: float


Times = dict[tuple[str, str], list[Timed]]


def main() -> int:
    """Measure, print the table; 1 when the map is over its budgets."""
    parser = argparse.ArgumentParser(prog="python -m bench.maps", description=__doc__)
    parser.add_argument("--size", choices=("small", "city", "province"), default="province")
    parser.add_argument("--home", type=Path, help="a built home of that size")
    parser.add_argument("--count", type=int, default=20, help="times each thing is done")
    parser.add_argument("--keep", action="store_true", help="write bench/results/maps_<size>.txt")
    options = parser.parse_args()
    times = measured(options.home or _home(options.size), options.count)
    told = "\n".join(_lines(times))
    print(told)
    if options.keep:
        RESULTS.mkdir(exist_ok=True)
        (RESULTS / f"maps_{options.size}.txt").write_text(f"{told}\n")
    over = [task for task, most in BUDGETS.items() if _p95(times["holdline", task]) > most]
    return 1 if over else 0


def measured(home: Path, count: int) -> Times:
    """Both apps side by side, by turns."""
    times: Times = {}
    with ExitStack() as stack:
        browser = launched(stack.enter_context(sync_playwright()))
        readers = {}
        for app in APPS:
            origin = stack.enter_context(served(home, command=app.command))
            context = desk(browser, "zh")
            context.add_init_script(path=WATCHING)
            readers[app] = Reader(context.new_page(), origin)
            _opened(app, readers[app], steps.top())
        for step in [steps.top()] * count:
            for app, reader in readers.items():
                _take(times, (app.name, "open"), _opened, app, reader, step)
        for step in steps.downward(count):
            for app, reader in readers.items():
                _take(times, (app.name, "drill"), _drilled, app, reader, step)
        for app, reader in readers.items():
            reader.page.goto(f"{reader.origin}/{app.path}?division={steps.top().to[0]}")
            _noted(reader.page, f"() => {app.drawn(steps.top().below[0])}")
        for key in steps.months(count):
            for app, reader in readers.items():
                _take(times, (app.name, "month"), _changed, app, reader, key)
        _households(readers[APPS[0]], times, count)
    return times


def _opened(app: App, reader: Reader, step: steps.Step) -> Timed:
    """In a tab of its own, as a link opens.

    A page with an opener policy gets a new process anyway; the other must not keep its scripts.
    """
    page = reader.page.context.new_page()
    address = f"{reader.origin}/{app.path}?division={step.to[0]}"
    try:
        return _timed(
            page,
            lambda: page.goto(address, wait_until="commit"),
            f"() => {app.drawn(step.below[0])}",
        )
    finally:
        page.close()


def _drilled(app: App, reader: Reader, step: steps.Step) -> Timed:
    """A click on the area."""
    address = f"{reader.origin}/{app.path}?division={step.above[0]}"
    reader.page.goto(address, wait_until="commit")
    _noted(reader.page, f"() => {app.drawn(step.to[0])}")
    place = reader.page.evaluate(INSIDE.format(areas=app.areas), step.to[0])
    return _timed(
        reader.page,
        lambda: reader.page.mouse.click(place["x"], place["y"]),
        f"() => {app.drawn(step.below[0])}",
    )


def _changed(app: App, reader: Reader, key: str) -> Timed:
    """Another month chosen in the bar."""
    shown = f"() => {app.month(key)} && {app.drawn(steps.top().below[0])}"
    return _timed(reader.page, lambda: app.choose(reader, key), shown)


def _timed(page: Page, act: Callable[[], object], shown: str) -> Timed:
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable", {"timeDomain": "threadTicks"})

    def spent() -> float:
        told = session.send("Performance.getMetrics")["metrics"]
        return 1000 * next(float(one["value"]) for one in told if one["name"] == "TaskDuration")

    before = spent()
    act()
    found = _noted(page, shown)
    after = spent()
    session.detach()
    return Timed(**vars(found), cpu=after - before if after > before else after)


def _households(reader: Reader, times: Times, count: int) -> None:
    """The layer of households: opened at each city, then two steps closer."""
    for step in steps.downward(count):
        address = f"{reader.origin}/map?division={step.to[0]}&x-layer=points"
        reader.page.goto("about:blank")
        reader.page.goto(f"{address}&x-figure=register", wait_until="commit")
        _take(times, ("holdline", "households"), _timed, reader.page, lambda: None, POINTS)
        reader.page.evaluate(
            "() => { window.bench_before = window.bench_deep('.map')[0].dataset.features }"
        )
        closer = reader.page.locator("[data-tool=closer]")
        _take(times, ("holdline", "closer"), _timed, reader.page, closer.click, POINTS)


def _take(
    times: Times, key: tuple[str, str], measure: Callable[..., Timed], *asked: object
) -> None:
    """Keep what *measure* gives; an action that nothing came of in half a minute is said."""
    try:
        times.setdefault(key, []).append(measure(*asked))
    except PlaywrightError:
        print(f"{key[0]}: nothing came of an action ({key[1]})")


def _p95(samples: list[Timed]) -> float:
    return percentile([one.painted for one in samples], 95)


def _lines(times: Times) -> list[str]:
    lines = [f"{time.strftime('%Y-%m-%d')} · painted: action to what was asked for on the screen"]
    for (name, task), samples in sorted(times.items(), key=lambda one: (one[0][1], one[0][0])):
        painted = [one.painted for one in samples]
        server = median(one.server for one in samples)
        line = f"{task:<11}{name:<9} n {len(painted):>3}  median {median(painted):>6.0f} ms"
        line += f"  p95 {_p95(samples):>6.0f} ms  server {server:>6.0f} ms"
        line += f"  cpu {median(one.cpu for one in samples):>6.0f} ms"
        rival = times.get(("naive", task))
        if name == "holdline" and rival:
            line += f"  naive : app {median(one.painted for one in rival) / median(painted):.1f}"
            line += f", cpu {median(x.cpu for x in rival) / median(x.cpu for x in samples):.1f}"
        lines.append(line)
    return lines


if __name__ == "__main__":
    sys.exit(main())
