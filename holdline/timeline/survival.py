"""Read a curve of the time to elimination: quartiles, numbers at risk, bands of the median."""

from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

# A survival of exactly one half may be one unit of the last place above it as a double.
SLACK = 1e-12


@dataclass(frozen=True)
class Quartiles:
    """Months by which a quarter, half and three quarters are eliminated; None: not reached.

    low, high: ends of the median's 95 % interval, where the curve's band crosses one half.
    """

    quarter: int | None
    median: int | None
    three_quarters: int | None
    low: int | None
    high: int | None


def quartiles(curve: pl.DataFrame) -> Quartiles:
    """The quartiles of one curve.

    Args:
        curve: rows of timelines/curve of one division and label, by months: months, survival,
            survival_low, survival_high; a missing end of the band is passed over.

    Returns:
        The first month at which the estimate is at or below 75, 50 and 25 per cent.

    Source: Brookmeyer and Crowley 1982 for the interval, on the log-log scale.
    """
    return Quartiles(
        _reached(curve, "survival", 0.75),
        _reached(curve, "survival", 0.5),
        _reached(curve, "survival", 0.25),
        _reached(curve, "survival_low", 0.5),
        _reached(curve, "survival_high", 0.5),
    )


def at_risk(curve: pl.DataFrame, marks: Sequence[int]) -> list[int]:
    """How many spells are under observation and not ended just before each of *marks* months.

    Args:
        curve: rows of one curve, by months: months, at_risk, leaving.
        marks: months asked for, in any order.
    """
    rows = list(curve.select("months", "at_risk", "leaving").iter_rows())
    return [_standing(rows, mark) for mark in marks]


def _standing(rows: Sequence[tuple[int, int, int]], mark: int) -> int:
    standing = 0
    for months, number, leaving in rows:
        if months > mark:
            break
        standing = number if months == mark else number - leaving
    return standing


def _reached(curve: pl.DataFrame, column: str, level: float) -> int | None:
    below = curve.filter(pl.col(column) <= level + SLACK)
    return None if below.is_empty() else int(below["months"][0])
