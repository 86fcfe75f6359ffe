"""One set of classes for a map's fill, its legend and every frame of its slider."""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

MOST = 6
POINTS = 160
STEPS = (1, 2, 5)


@dataclass(frozen=True)
class Classes:
    """Classes of values: each begins at its bound and ends before the next; the last is open.

    Attributes:
        bounds: where each class begins, ascending; the first is at or below every value.
        greatest: the greatest value of all frames.
        is_count: values are whole numbers, so that a class ends one below the next bound.
    """

    bounds: tuple[float, ...]
    greatest: float
    is_count: bool

    def of(self, value: float | None) -> int | None:
        """The class of *value*, from 0; a missing value has none."""
        if value is None or value != value:  # noqa: PLR0124  NaN is missing
            return None
        return max(0, bisect_right(self.bounds, value) - 1)

    def ends(self, number: int) -> tuple[float, float | None]:
        """The least and greatest value a class can hold; None where the last one is open.

        For figures that are not counts the second is the bound it stays below.
        """
        if number + 1 == len(self.bounds):
            return self.bounds[number], None
        after = self.bounds[number + 1]
        return self.bounds[number], after - 1 if self.is_count else after


def classes(values: Iterable[float | None], *, is_count: bool, most: int = MOST) -> Classes:
    """Classes of *values* of all frames together: breaks where they part by themselves, rounded.

    Args:
        values: of every area in every frame; missing ones are passed over.
        is_count: whole numbers; zero is then a class of its own.
        most: how many classes at most, zero among them.

    Source: Fisher's exact grouping (the one called Jenks'), on at most POINTS quantiles.
    """
    held = np.array([float(v) for v in values if v is not None and v == v], float)  # noqa: PLR0124
    if not held.size:
        return Classes((0.0,), 0.0, is_count)
    has_zero = is_count and bool((held == 0).any())
    parted = held[held > 0] if is_count else held
    if not parted.size:
        return Classes((0.0,), 0.0, is_count)
    starts = _starts(_thinned(parted), most - has_zero)
    lowest = (
        max(1.0, 0.0) if is_count else _rounded_down(float(parted.min()), float(np.ptp(parted)))
    )
    bounds = [lowest, *_rounded(starts[1:], is_count=is_count)]
    kept = sorted({bound for bound in bounds if bound >= lowest})
    return Classes((*((0.0,) if has_zero else ()), *kept), float(held.max()), is_count)


def _thinned(values: NDArray[np.float64]) -> NDArray[np.float64]:
    distinct = np.unique(values)
    if distinct.size <= POINTS:
        picked = np.linspace(0, values.size - 1, min(values.size, POINTS)).astype(int)
        return np.asarray(np.sort(values)[picked])
    return np.asarray(np.quantile(values, np.linspace(0, 1, POINTS)))


def _starts(values: NDArray[np.float64], most: int) -> list[float]:
    """The least value of each group, so that the squares about the groups' means are least."""
    n = values.size
    most = min(most, np.unique(values).size)
    sums, squares = np.append(0, np.cumsum(values)), np.append(0, np.cumsum(values**2))
    first, last = np.meshgrid(np.arange(n), np.arange(n), indexing="ij")
    size = np.maximum(last - first + 1, 1)
    total = sums[last + 1] - sums[first]
    cost = np.where(last >= first, squares[last + 1] - squares[first] - total**2 / size, np.inf)
    best, cuts = cost[0], []
    for _ in range(1, most):
        joined = best[:-1, None] + cost[1:, :]
        cuts.append(np.argmin(joined, axis=0))
        best = np.min(joined, axis=0)
    found, end = [], n - 1
    for cut in reversed(cuts):
        start = int(cut[end]) + 1
        found.append(float(values[start]))
        end = start - 1
    return [float(values[0]), *reversed(found)]


def _rounded(starts: list[float], *, is_count: bool) -> list[float]:
    """Each start at the roundest figure not far below it, that keeps it apart from its like."""
    rounded, before = [], 0.0
    for start in starts:
        gap = (start - before) / 4 if start > before else start
        step = _step(gap)
        rounded.append(float(np.floor(start / step + 1e-9) * step))
        before = start
    return [max(1.0, float(np.ceil(one))) for one in rounded] if is_count else rounded


def _step(gap: float) -> float:
    """The greatest of 1, 2, 5 times a power of ten that is not above *gap*."""
    if gap <= 0:
        return 1.0
    power = 10.0 ** np.floor(np.log10(gap))
    return float(max(step * power for step in STEPS if step * power <= gap * (1 + 1e-9)))


def _rounded_down(least: float, spread: float) -> float:
    step = _step(spread / 10) if spread > 0 else 1e-4
    return round(float(np.floor(least / step + 1e-9) * step), 10)
