"""Identity numbers that pass every test and can be nobody's, and telephone numbers likewise.

A number is the city's four digits and 99, which no area code has ever ended in, the birthday,
a serial of three and the check digit of ISO 7064 mod 11-2.
"""

import numpy as np
import polars as pl
from numpy.random import Generator
from numpy.typing import NDArray

from holdline.reference.divisions import shipped
from holdline.sample.cells import present
from holdline.sample.county import Array, Bools, County, Ints

WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CHECKS = pl.Series(list("10X98765432"))
SERIALS = 900  # of a thousand: the last hundred are left to the planted faults
TRIES = 20


def birthdays(county: County, born: Array, sex: Ints) -> Array:
    """*born*, with a day moved within its month where the county's serials would run out."""
    room = _block(county)[1] // 2
    for _ in range(TRIES):
        over = _rank(born, sex) >= room
        if not over.any():
            return born
        month = born[over].astype("datetime64[M]").astype("datetime64[D]")
        day = (born[over] - month).astype(int)
        born = born.copy()
        born[over] = month + (day * 5 + 3) % 28
    raise OverflowError(county.code)


def numbers(county: County, born: Array, sex: Ints) -> pl.Series:
    """Eighteen-character numbers, none twice in the city; *born* as *birthdays* returned it."""
    start, _ = _block(county)
    serial = start + 2 * _rank(born, sex) + np.where(sex == 1, 1, 0)
    year = born.astype("datetime64[Y]").astype(np.int64) + 1970
    month = born.astype("datetime64[M]").astype(np.int64) % 12 + 1
    day = (born - born.astype("datetime64[M]").astype("datetime64[D]")).astype(np.int64) + 1
    birthday = year * 10_000 + month * 100 + day
    body = (int(county.code[:4]) * 100 + 99) * 10**11 + birthday * 1000 + serial
    return pl.Series(body).cast(pl.String) + CHECKS.gather(_check(body))


def _check(body: NDArray[np.int64]) -> Ints:
    total = np.zeros(len(body), dtype=np.int64)
    rest = body.copy()
    for weight in reversed(WEIGHTS):
        rest, digit = np.divmod(rest, 10)
        total += weight * digit
    return total % 11


def _rank(born: Array, sex: Ints) -> Ints:
    """The place of each person among those of one birthday and sex, from 0."""
    key = born.astype(np.int64) * 2 + (sex == 1)
    order = np.argsort(key, kind="stable")
    ordered = key[order]
    starts = np.flatnonzero(np.r_[True, ordered[1:] != ordered[:-1]])
    length = np.diff(np.r_[starts, len(ordered)])
    rank = np.empty(len(key), dtype=np.int64)
    rank[order] = np.arange(len(key)) - np.repeat(starts, length)
    return rank


def _block(county: County) -> tuple[int, int]:
    """The county's serials: first and how many, an even share of the city's."""
    rows = shipped((county.code[:2],)).filter(pl.col("level") == 3)["division_code"].to_list()
    others = sorted(code for code in rows if code.startswith(county.code[:4]))
    room = SERIALS // len(others) // 2 * 2
    return others.index(county.code) * room, room


def with_certificate(plain: pl.Series, category: Ints, grade: Ints, certified: Bools) -> pl.Series:
    """*plain* with category and grade behind it, where *certified*."""
    tail = present(category * 10 + grade, certified).cast(pl.String).fill_null("")
    return plain + tail


def phones(chance: Generator, count: int) -> pl.Series:
    """Eleven digits that begin with 10: no mobile number does."""
    return pl.Series(10_000_000_000 + chance.integers(0, 10**9, count)).cast(pl.String)
