"""How long pages and queries took in this process, and nothing of who asked for what."""

import threading
from collections import Counter, defaultdict, deque
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from statistics import median, quantiles
from typing import Final

from holdline.state.clock import now

LAST: Final = 200  # times kept of each page and query: the latest
Times = Mapping[str, deque[float]]


@dataclass(frozen=True)
class Timed:
    """How long something took, in ms, the latest times it was done.

    Attributes:
        name: of the page or query.
        count: how often it was done since the process began.
        middle, late, most: the median, the 95th percentile, and the longest.
    """

    name: str
    count: int
    middle: float
    late: float
    most: float


_lock = threading.Lock()
_since = now()
_times: dict[str, dict[str, deque[float]]] = {
    kind: defaultdict(partial(deque[float], maxlen=LAST)) for kind in ("page", "query")
}
_counts: Counter[tuple[str, str]] = Counter()


def page(name: str, seconds: float) -> None:
    """The page *name* has run for so long."""
    _add("page", name, seconds)


def query(name: str, seconds: float) -> None:
    """The query *name* has run for so long: no answer of it was kept."""
    _add("query", name, seconds)


def asked(*, is_kept: bool) -> None:
    """A query was asked for; whether its answer was there."""
    with _lock:
        _counts["asked", "kept" if is_kept else "run"] += 1


def pages() -> tuple[Timed, ...]:
    """Every page that ran, the one with the longest 95th percentile first."""
    return _told("page")


def queries() -> tuple[Timed, ...]:
    """Every query that ran, likewise."""
    return _told("query")


def found_kept() -> tuple[int, int]:
    """How often an answer was asked for, and how often it was there."""
    with _lock:
        there = _counts["asked", "kept"]
        return there + _counts["asked", "run"], there


def since() -> datetime:
    """When this process began to note times."""
    return _since


def _add(kind: str, name: str, seconds: float) -> None:
    with _lock:
        _counts[kind, name] += 1
        _times[kind][name].append(seconds * 1000)


def _told(kind: str) -> tuple[Timed, ...]:
    with _lock:
        held = {name: list(times) for name, times in _times[kind].items()}
        counts = {name: _counts[kind, name] for name in held}
    told = (Timed(n, counts[n], median(t), _late(t), max(t)) for n, t in held.items())
    return tuple(sorted(told, key=lambda one: (-one.late, one.name)))


def _late(times: list[float]) -> float:
    return times[0] if len(times) == 1 else quantiles(times, n=20, method="inclusive")[-1]
