"""Rates on small bases drawn towards the whole, and the limits chance alone would keep within."""

from dataclasses import dataclass
from math import lgamma, log

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]
WIDE = 12.0
EXACT = 4000


@dataclass(frozen=True)
class Shrunk:
    """Rates of areas, drawn towards their common rate.

    Attributes:
        rates: one an area; NaN where the base is 0 or missing.
        common: events of all over bases of all.
        variance: of the areas' true rates about it; 0 when chance explains the differences.
    """

    rates: Floats
    common: float
    variance: float


def shrunk(events: ArrayLike, bases: ArrayLike, *, is_share: bool) -> Shrunk:
    """Empirical Bayes estimates of each area's rate.

    Args:
        events: one count an area.
        bases: what they are of, an area; 0 or NaN when there is none.
        is_share: events are part of the base (binomial); else they come from it (Poisson).

    Returns:
        rate = common + weight * (raw - common), weight = variance / (variance + chance / base).

    Source: Marshall (1991), Mapping disease and mortality rates using empirical Bayes
    estimators, Applied Statistics 40: the global estimator by the method of moments.
    """
    counts, base = np.asarray(events, float), np.asarray(bases, float)
    known = np.isfinite(base) & (base > 0) & np.isfinite(counts)
    rates = np.full(base.shape, np.nan)
    if not known.any():
        return Shrunk(rates, float("nan"), 0.0)
    some, of = counts[known], base[known]
    raw = some / of
    common = float(some.sum() / of.sum())
    chance = common * (1 - common) if is_share else common
    spread = float((of * (raw - common) ** 2).sum() / of.sum())
    variance = max(0.0, spread - chance * some.size / float(of.sum()))
    divisor = variance + chance / of
    weight = np.divide(variance, divisor, out=np.zeros_like(of), where=divisor > 0)
    rates[known] = common + weight * (raw - common)
    return Shrunk(rates, common, variance)


def limits(common: float, base: float, tail: float, *, is_share: bool) -> tuple[float, float]:
    """The rates between which all but *tail* at each end fall, were every area's rate *common*.

    A rate beyond a limit has a tail of at most *tail*, exactly; limits are interpolated between
    counts so that the curve is smooth. Large bases have normal limits.

    Source: Spiegelhalter (2005), Funnel plots for comparing institutional performance,
    Statistics in Medicine 24; each tail is that of the count itself and all beyond it.
    """
    if is_share and common in (0.0, 1.0):
        return common, common
    chance = common * (1 - common) if is_share else common
    centre, deviation = common * base, np.sqrt(chance * base)
    if centre > EXACT or (is_share and base > EXACT):
        away = _normal(tail) * deviation
        low, high = centre - away, centre + away
    else:
        low, high = _quantiles(common, base, centre, deviation, tail, is_share=is_share)
    top = 1.0 if is_share else np.inf
    return max(0.0, float(low) / base), min(top, float(high) / base)


def _quantiles(
    common: float, base: float, centre: float, deviation: float, tail: float, *, is_share: bool
) -> tuple[float, float]:
    last = base if is_share else centre + WIDE * deviation + WIDE
    counts = range(int(last) + 1)
    weights = [_binomial(n, base, common) if is_share else _poisson(n, centre) for n in counts]
    chances = np.exp(weights)
    return _crossing(chances, tail), int(last) - _crossing(chances[::-1], tail)


def _crossing(chances: Floats, tail: float) -> float:
    """Up to which count, from the first, no more than *tail* falls; between whole counts.

    Where the first count alone holds more, it lies before it: nobody is that far out.
    """
    reached = np.cumsum(chances)
    first = int(np.searchsorted(reached, tail))
    if first == 0:
        return -1.0
    step = reached[first] - reached[first - 1]
    return float(first - 1 + (tail - reached[first - 1]) / step)


def _binomial(count: int, base: float, share: float) -> float:
    ways = lgamma(base + 1) - lgamma(count + 1) - lgamma(base - count + 1)
    return ways + count * log(share) + (base - count) * log(1 - share)


def _poisson(count: int, mean: float) -> float:
    return (
        (count * log(mean) if mean > 0 else (0.0 if count == 0 else -1e9))
        - mean
        - lgamma(count + 1)
    )


def _normal(tail: float) -> float:
    return {0.025: 1.959964, 0.001: 3.090232}[tail]
