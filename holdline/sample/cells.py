"""From arrays to the cells of a table: codes, dates, moments, missing values.

Arrays mark a missing code with -1, a missing date with NaT and a missing figure with NaN.
"""

from collections.abc import Sequence

import numpy as np
import polars as pl
from numpy.typing import NDArray

from holdline.sample.county import Array, Bools, Ints

_TWO = pl.Series([f"{number:02d}" for number in range(100)])
_ONE = pl.Series([str(number) for number in range(10)])


def picked(labels: Sequence[str] | pl.Series, index: Ints) -> pl.Series:
    """The labels at *index*; missing where it is negative."""
    return pl.Series(labels, dtype=pl.String).gather(present(index, index >= 0))


def constant(value: str, size: int) -> pl.Series:
    """*value*, *size* times."""
    return pl.Series([value], dtype=pl.String).gather(np.zeros(size, dtype=int))


def two_digits(codes: Ints) -> pl.Series:
    """Codes 0 to 99 as two digits."""
    return picked(_TWO, codes)


def one_digit(codes: Ints) -> pl.Series:
    """Codes 0 to 9 as one digit."""
    return picked(_ONE, codes)


def present(values: Array, known: Bools) -> pl.Series:
    """*values* where *known*, missing elsewhere."""
    series = pl.Series(values) if values.dtype.kind != "M" else moments(values)
    return series.zip_with(pl.Series(known), pl.Series([None], dtype=series.dtype))


def moments(values: Array) -> pl.Series:
    """Days as Date, seconds as Datetime; NaT is missing."""
    if values.dtype == np.dtype("datetime64[D]"):
        whole = pl.Series(values.astype(np.int32), dtype=pl.Int32)
        return _unless(whole, np.isnat(values)).cast(pl.Date)
    micro = values.astype("datetime64[us]").astype(np.int64)
    return _unless(pl.Series(micro), np.isnat(values)).cast(pl.Datetime("us"))


def _unless(series: pl.Series, missing: Bools) -> pl.Series:
    if not missing.any():
        return series
    return series.zip_with(pl.Series(~missing), pl.Series([None], dtype=series.dtype))


def yuan(fen: Ints, known: Bools | None = None) -> pl.Series:
    """Whole fen as yuan; missing where not *known*."""
    values = fen / 100.0
    return pl.Series(values) if known is None else present(values, known)


def code_sets(pool: Sequence[Sequence[str]], index: Ints) -> pl.Series:
    """The lists of *pool* at *index*, for a column that holds several codes; -1 is missing."""
    series = pl.Series([list(one) for one in pool], dtype=pl.List(pl.String))
    return series.gather(present(index, index >= 0))


def month_start(days: NDArray[np.datetime64]) -> NDArray[np.datetime64]:
    """The first day of each day's month."""
    return days.astype("datetime64[M]").astype("datetime64[D]")
