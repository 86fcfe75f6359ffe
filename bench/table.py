"""The measurements as a table of text: medians, 95th percentiles and ratios."""

import os
import platform
from collections.abc import Mapping
from pathlib import Path
from statistics import median, quantiles

from bench.measuring import CLOCKS, TASKS, Seen

CLOCKS_TOLD = (
    "server: request to last message · painted: click to figures on screen · "
    "whole: click to nothing more to do"
)
HEAD: tuple[str, ...] = ("task", "clock", "app", "n", "median ms", "p95 ms", "naive : app")


def table(seen: Mapping[str, Seen], *, size: str, on: str, snapshot: str) -> str:
    """One line for each task, clock and app; the ratio of medians stands at the app's line."""
    rows = [HEAD]
    for task in TASKS:
        for clock in CLOCKS:
            naive = median(seen["naive"].clock(task, clock)) if "naive" in seen else None
            for name, one in seen.items():
                times = one.clock(task, clock)
                ratio = naive / median(times) if naive and name != "naive" else None
                rows.append(_line(task, clock, name, times, ratio))
    widths = [max(len(row[column]) for row in rows) for column in range(len(HEAD))]
    lines = ["  ".join(_cell(row, at, widths[at]) for at in range(len(HEAD))) for row in rows]
    starts = ", ".join(f"{name} {one.start:.1f} s" for name, one in seen.items())
    facts = [
        f"size: {size} · snapshot: {snapshot} · date: {on}",
        f"machine: {machine()}, load at the end {os.getloadavg()[0]:.1f}",
        f"start-up, process to healthy: {starts}",
        CLOCKS_TOLD,
    ]
    return "\n".join(
        [*facts, "", lines[0].rstrip(), "-" * len(lines[0]), *map(str.rstrip, lines[1:])]
    )


def percentile(times: list[float], of: int) -> float:
    """The *of*-th percentile; of one time, that time."""
    return times[0] if len(times) == 1 else quantiles(times, n=100, method="inclusive")[of - 1]


def _line(
    task: str, clock: str, name: str, times: list[float], ratio: float | None
) -> tuple[str, ...]:
    return (
        task,
        clock,
        name,
        str(len(times)),
        f"{median(times):.0f}",
        f"{percentile(times, 95):.0f}",
        f"{ratio:.1f}" if ratio else "",
    )


def _cell(row: tuple[str, ...], at: int, width: int) -> str:
    return row[at].rjust(width) if at > 2 else row[at].ljust(width)


def machine() -> str:
    """Processor, cores, memory and Python of this machine, as far as it tells."""
    info = Path("/proc/cpuinfo")
    models = info.read_text().split("model name\t: ") if info.exists() else []
    model = models[1].split("\n")[0] if len(models) > 1 else platform.processor()
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return f"{model}, {os.cpu_count()} cores, {memory:.0f} GB, Python {platform.python_version()}"
