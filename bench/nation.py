"""`python -m bench.nation --home H`: every page of a large home, the way down, and the raw reads.

A reader without a browser (bench/light.py) opens every page at the top and moves it to other
divisions, then drills from the top to a household. Beside it stand the reads that must not grow
with the register: a village's list and 60 months of any division, each against the bytes that
must be read at the memory bandwidth of the same run. Times are wall; CPU is the server's own.

    python -m bench.nation --home H [--moves 5] [--pages briefing,map] [--keep]
"""

import argparse
import asyncio
import os
from collections.abc import Awaitable
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

import psutil

from bench import nation_reads
from bench.light import UNPACED, Light, reading
from bench.table import machine, percentile
from holdline.shell.page import discover
from tools.driving.serving import served

RESULTS = Path(__file__).parent / "results"
OPEN_MS, CLICK_MS, MEMORY_GIB = 1200, 300, 4
GIBI = 2**30


@dataclass
class Seen:
    """What was measured of one thing: milliseconds from asking to the end, and the server's CPU."""

    wall: list[float] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)
    fault: str = ""

    def told(self, budget: float) -> str:
        """Median, p95 and CPU, with a mark when the budget is missed."""
        if self.fault:
            return self.fault
        if not self.wall:
            return "-"
        late = percentile(self.wall, 95)
        mark = "" if late <= budget else "  OVER" if median(self.cpu) > budget else "  late"
        return (
            f"median {median(self.wall):6.0f}  p95 {late:6.0f}  CPU {median(self.cpu):6.0f}{mark}"
        )


class Watch:
    """Notes what each act of the reader costs, and the most memory the server held."""

    def __init__(self, server: psutil.Process) -> None:
        """*server*: the process that serves."""
        self.server, self.most = server, 0

    async def note(self, seen: Seen, act: Awaitable[float]) -> None:
        """Do *act* and keep its times in *seen*; a page that breaks is told, not raised."""
        before = self._cpu()
        try:
            seen.wall.append(await act)
            seen.cpu.append((self._cpu() - before) * 1000)
        except Exception as problem:  # noqa: BLE001  whatever it is, it is told
            seen.fault = f"{type(problem).__name__}: {problem}"[:100]
        self.most = max(self.most, self.server.memory_info().rss)

    def _cpu(self) -> float:
        used = self.server.cpu_times()
        return float(used.user + used.system)


def main() -> int:
    """Measure, print, and keep the text when asked."""
    parser = argparse.ArgumentParser(prog="python -m bench.nation", description=__doc__)
    parser.add_argument("--home", type=Path, required=True, help="a home that is built already")
    parser.add_argument(
        "--moves", type=int, default=5, help="other divisions each page is moved to"
    )
    parser.add_argument("--pages", default="", help="only these, by name and comma")
    parser.add_argument("--date", default="not given", help="written above the figures")
    parser.add_argument("--keep", action="store_true", help="write bench/results/nation-….txt")
    options = parser.parse_args()
    told = "\n".join(measured(options))
    print(told)
    if options.keep:
        (RESULTS / f"nation-{options.home.name}.txt").write_text(f"{told}\n")
    return 0


def measured(options: argparse.Namespace) -> list[str]:
    """The figures as lines."""
    os.environ["HOLDLINE_HOME"] = str(options.home.resolve())
    reads = nation_reads.Reads()
    lines = [*reads.facts(), f"{machine()}, date {options.date}", *reads.measured(), ""]
    way = reads.way()
    beside = reads.beside(options.moves)
    reads.close()
    names = [one for one in options.pages.split(",") if one] or [one.name for one in discover()]
    with served(options.home, settings=UNPACED) as origin:
        watch = Watch(psutil.Process().children()[-1])
        lines += asyncio.run(_walked(origin, watch, names, way, beside))
    lines.append(
        f"memory of the server at most {watch.most / GIBI:.2f} GiB (goal under {MEMORY_GIB}), "
        f"load at the end {os.getloadavg()[0]:.1f}"
    )
    return lines


async def _walked(
    origin: str, watch: Watch, names: list[str], way: list[str], beside: list[str]
) -> list[str]:
    """Every page, then the way down."""
    lines = [f"{'page':14} open at {way[0]} (budget {OPEN_MS} ms) | moved (budget {CLICK_MS} ms)"]
    async with reading(origin) as reader:
        await reader.open(division=way[0])
        for name in names:
            first, moved = Seen(), Seen()
            await watch.note(first, reader.open(name, division=way[0]))
            for code in beside:
                await watch.note(moved, reader.open(name, division=code))
            lines.append(f"{name:14} {first.told(OPEN_MS)} | {moved.told(CLICK_MS)}")
        lines += ["", "the way down, each a click on the briefing's table"]
        lines += await _down(reader, watch, way)
    return lines


async def _down(reader: Light, watch: Watch, way: list[str]) -> list[str]:
    *divisions, household = way
    lines = []
    await reader.open(division=divisions[0])
    for code in divisions[1:]:
        seen = Seen()
        await watch.note(seen, reader.click("areas", code, "name"))
        lines.append(f"{code:14} {seen.told(CLICK_MS)}")
    listed, card = Seen(), Seen()
    await watch.note(listed, reader.open("households", division=divisions[-1]))
    await watch.note(card, reader.open("households", division=divisions[-1], household=household))
    return [
        *lines,
        f"{'its list':14} {listed.told(CLICK_MS)}",
        f"{'a household':14} {card.told(CLICK_MS)}",
    ]


if __name__ == "__main__":
    raise SystemExit(main())
