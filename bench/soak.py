"""`python -m bench.soak`: fifty people drilling the briefing at once, while the store is written.

Each is a session of its own over a websocket (bench/light.py) that opens the province, clicks a
division of the table, thinks, clicks one below, and at a village opens the province again at
another month. One is measured alone first, on the same server with the same walk, then all at
once, while another process writes to the log of access. Times are from the click to the last
message of the run. Fails when p95 reaches twice one reader's, a page or the server shows an
error, the log of access is no longer a chain, or memory grows.

    python -m bench.soak [--home H] [--users 50] [--think 10] [--reruns 1000] [--keep]
"""

import argparse
import asyncio
import contextlib
import os
import random
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

import psutil

from bench.__main__ import _home
from bench.light import UNPACED, Light, reading
from bench.table import machine, percentile
from tools.driving.serving import served

RESULTS = Path(__file__).parent / "results"
TIMES, GROWTH = 2.0, 0.05  # what is allowed: of one reader's p95, and of memory
MEGA = 2**20
ALONE_THINK = 0.5
MONTHS = [f"{year}-{month:02d}" for year in (2021, 2022) for month in range(1, 13)]
WRITER = """
import sys, time
from holdline.access import audit
from holdline.access.identity import Person
writer = Person("soak", "Soak", "data_team")
while True:
    audit.record(writer, "household.seen", "3704030010010001")
    time.sleep(0.2)
"""
PROOF = "from holdline.access import audit; v = audit.verify(); print(v.events, len(v.faults))"


@dataclass
class Walked:
    """What a part of the soak saw.

    Attributes:
        times: of every click and opening, in ms.
        memory: of the server after each rerun, in MiB.
        faults: what went wrong, as told.
        seconds, cpu: how long it took, and how much of that the server computed.
    """

    times: list[float] = field(default_factory=list)
    memory: list[float] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    seconds: float = 0.0
    cpu: float = 0.0

    def p95(self) -> float:
        """The 95th percentile of the times."""
        return percentile(self.times, 95)

    def told(self, name: str) -> str:
        """A line of figures."""
        return (
            f"{name:10}n {len(self.times):5}  median {median(self.times):6.0f} ms  "
            f"p95 {self.p95():6.0f} ms  most {max(self.times):6.0f} ms  "
            f"{len(self.times) / self.seconds:5.1f} reruns/s  server CPU "
            f"{self.cpu / len(self.times) * 1000:.0f} ms/rerun, {self.cpu / self.seconds:.0%} "
            f"of a core  faults {len(self.faults)}"
        )


@dataclass(frozen=True)
class Plan:
    """Who walks: how many, how often together, with how many seconds between; and the server."""

    server: psutil.Process
    users: int
    reruns: int
    think: float


def main() -> int:
    """Measure and print; 1 when a goal is missed."""
    parser = argparse.ArgumentParser(prog="python -m bench.soak", description=__doc__)
    parser.add_argument("--home", type=Path, help="a home that is built already")
    parser.add_argument("--size", choices=("small", "city", "province"), default="province")
    parser.add_argument("--users", type=int, default=50)
    parser.add_argument("--think", type=float, default=10, help="seconds between clicks")
    parser.add_argument("--reruns", type=int, default=1000, help="of all together, at least")
    parser.add_argument("--alone", type=int, default=100, help="reruns of the one user")
    parser.add_argument("--date", default="not given", help="written above the figures")
    parser.add_argument("--keep", action="store_true", help="write bench/results/soak-….txt")
    options = parser.parse_args()
    home = options.home or _home(options.size)
    lines, is_kept = soaked(home, options)
    told = "\n".join(lines)
    print(told)
    if options.keep:
        RESULTS.mkdir(exist_ok=True)
        (RESULTS / f"soak-{options.size}-{options.users}.txt").write_text(f"{told}\n")
    return 0 if is_kept else 1


def soaked(home: Path, options: argparse.Namespace) -> tuple[list[str], bool]:
    """The figures as lines, and whether every goal was kept."""
    alone, crowd = Walked(), Walked()
    with served(home, settings=UNPACED) as origin:
        server = psutil.Process().children()[-1]
        idle = server.memory_info().rss / MEGA
        asyncio.run(walked(origin, alone, Plan(server, 1, options.alone, ALONE_THINK)))
        many = Plan(server, options.users, options.reruns, options.think)
        with writing(home):
            asyncio.run(walked(origin, crowd, many))
    events, broken = _proved(home)
    ratio, growth = crowd.p95() / alone.p95(), _growth(crowd.memory)
    faults = sorted({*alone.faults, *crowd.faults})
    rate, most = f"once in {options.think:g} s", max(crowd.memory)
    lines = [
        f"{home.name}: {options.users} users drilling, each {rate} on average · {options.date}",
        f"{machine()}, load at the end {os.getloadavg()[0]:.1f}",
        alone.told("one user"),
        crowd.told(f"{options.users} users"),
        f"p95 {ratio:.2f} times one user's (goal under {TIMES:g}: {_kept(ratio < TIMES)})",
        f"memory of the server: {idle:.0f} MiB idle, {most:.0f} at most",
        f"last quarter against the second {growth:+.1%} ({GROWTH:.0%}: {_kept(growth < GROWTH)})",
        f"errors on pages {len(faults)} ({_kept(not faults)})",
        f"log of access, written meanwhile: {events} events, broken {broken} ({_kept(not broken)})",
        *faults[:5],
    ]
    return lines, ratio < TIMES and growth < GROWTH and not faults and not broken


async def walked(origin: str, seen: Walked, plan: Plan) -> None:
    """Let the users of *plan* walk until they have made its reruns; all are there at the start."""
    begin, there = asyncio.Event(), asyncio.Semaphore(0)
    walks = [
        asyncio.create_task(_walk(origin, seen, plan, number, (begin, there)))
        for number in range(plan.users)
    ]
    for _ in walks:
        await there.acquire()
    before, began = sum(plan.server.cpu_times()[:2]), time.perf_counter()
    begin.set()
    await asyncio.gather(*walks)
    seen.seconds = time.perf_counter() - began
    seen.cpu = sum(plan.server.cpu_times()[:2]) - before


async def _walk(
    origin: str,
    seen: Walked,
    plan: Plan,
    number: int,
    gate: tuple[asyncio.Event, asyncio.Semaphore],
) -> None:
    """One user's way through the divisions."""
    lot = random.Random(number)  # noqa: S311  a walk, no secret
    begin, there = gate
    async with reading(origin) as reader:
        try:
            await reader.open(division="37")
        except Exception as problem:  # noqa: BLE001  whatever it is, it is counted and told
            seen.faults.append(f"{type(problem).__name__}: {problem}"[:200])
            return
        finally:
            there.release()
        await begin.wait()
        await asyncio.sleep(lot.random() * plan.think)
        for _ in range(-(-plan.reruns // plan.users)):
            try:
                seen.times.append(await _step(reader, lot))
            except Exception as problem:  # noqa: BLE001  whatever it is, it is counted and told
                seen.faults.append(f"{type(problem).__name__}: {problem}"[:200])
            seen.memory.append(plan.server.memory_info().rss / MEGA)
            await asyncio.sleep(plan.think * (0.5 + lot.random()))


async def _step(reader: Light, lot: random.Random) -> float:
    """Down to a division of the table; from a village, up to the province at another month."""
    rows = reader.tables["areas"][1]["rows"]
    here = reader.address.get("division", "")
    below = [row["key"] for row in rows if len(row["key"]) > len(here)]
    if not below:
        return await reader.open(division="37", month=lot.choice(MONTHS))
    return await reader.click("areas", lot.choice(below), "name")


@contextlib.contextmanager
def writing(home: Path) -> Iterator[None]:
    """Another process writes to the store of *home* five times a second until left."""
    process = subprocess.Popen([sys.executable, "-c", WRITER], env=_environment(home))
    try:
        yield
    finally:
        process.terminate()
        process.wait(timeout=20)


def _proved(home: Path) -> tuple[int, int]:
    done = subprocess.run(
        [sys.executable, "-c", PROOF],
        env=_environment(home),
        check=True,
        capture_output=True,
        text=True,
    )
    events, faults = done.stdout.split()
    return int(events), int(faults)


def _environment(home: Path) -> dict[str, str]:
    root = Path(__file__).resolve().parent.parent
    return {**os.environ, "HOLDLINE_HOME": str(home), "PYTHONPATH": str(root)}


def _growth(memory: list[float]) -> float:
    """How much more the last quarter needs than the second: the first fills what is kept."""
    quarter = len(memory) // 4
    return median(memory[-quarter:]) / median(memory[quarter : 2 * quarter]) - 1


def _kept(is_kept: bool) -> str:  # noqa: FBT001
    return "kept" if is_kept else "MISSED"


if __name__ == "__main__":
    raise SystemExit(main())
