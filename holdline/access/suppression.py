"""Publish counts so that nobody is told apart: small ones hidden, the rest and all margins rounded.

The 10-5 rule of the Office for National Statistics hides counts below ten and rounds the others to
the nearest five. So rounded, margins can pin cells exactly (four cells shown as 15 whose total is
shown as 70 are 17 each), so each count is rounded up or down by lot, weighted so that it
is right on average; the lot is drawn by a secret key from the place and the number alone. The same
number at the same place is published the same on every page, in every month and under every filter,
and asking again averages nothing out.
"""

import hashlib
import hmac
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import polars as pl

WORDS = Path(__file__).with_name("published.toml")
HIDDEN = 0
HOUSEHOLDS, PEOPLE = "households", "people"
INTEGERS = (pl.Int8, pl.Int16, pl.Int32, pl.Int64, pl.Int128)
PLACES = ("division_code", "village_code")


@dataclass(frozen=True)
class Table:
    """What an answer's columns are.

    Attributes:
        name: of the query.
        grain: the columns that tell rows apart, which are not figures.
        units: the unit of each column, "" when it has none.
        place: the division asked about; rows that tell their own are of that.
    """

    name: str
    grain: tuple[str, ...]
    units: Mapping[str, str]
    place: str


def least() -> int:
    """Counts below this are hidden."""
    return int(_words()["least"])


def slack() -> int:
    """By how much a published count may differ from the true one, which is not hidden."""
    return int(_words()["step"]) - 1


def number(value: int, place: str, key: bytes) -> int:
    """*value* as it is published of *place*: 0 when hidden, else a multiple of five.

    A difference is hidden and rounded like a count, and keeps its sign.
    """
    size, step = abs(value), int(_words()["step"])
    if size < least():
        return HIDDEN
    below, left = size - size % step, size % step
    shown = below + step if _lot(key, place, size) * step < left else below
    return shown if value > 0 else -shown


def published(rows: pl.DataFrame, table: Table, key: bytes) -> pl.DataFrame:
    """*rows* with every figure as it may be published; same columns, same types.

    Counts are published by `number`; one of people is hidden where the count of households beside
    it is. Ratios are reckoned again from published counts, and are missing when one is hidden;
    declared medians are rounded, and missing on a small base; amounts, durations and ratios
    nobody has declared are missing.
    """
    figures = [name for name, kind in rows.schema.items() if _is_figure(name, kind, table)]
    places = _places(rows, table)
    counts = [name for name in figures if _is_count(rows.schema[name], table.units[name])]
    told = rows.with_columns(_counted(rows[name], places, key) for name in counts)
    told = told.with_columns(
        pl.when(pl.col(of) != HIDDEN).then(pl.col(name)).otherwise(HIDDEN).alias(name)
        for name in counts
        if (of := name.replace(PEOPLE, HOUSEHOLDS)) != name and of in counts
    )
    others = [name for name in figures if name not in counts]
    return told.with_columns(_derived(told, name, table.name) for name in others)


def summed(rows: pl.DataFrame, table: Table, key: bytes) -> dict[str, int]:
    """The sums of the counts of *rows*, true before they are published, of the place asked about.

    Rounded rows do not add up to what other pages publish of the same place; their true sum,
    published once, does. A sum of people is hidden where that of the households beside it is.
    """
    counts = [
        name
        for name, kind in rows.schema.items()
        if _is_figure(name, kind, table) and _is_count(kind, table.units[name])
    ]
    told = {name: number(int(rows[name].sum()), table.place, key) for name in counts}
    of = {name: name.replace(PEOPLE, HOUSEHOLDS) for name in counts}
    return {name: told[name] if told.get(of[name], told[name]) else HIDDEN for name in counts}


def _is_figure(name: str, kind: pl.DataType, table: Table) -> bool:
    return kind.is_numeric() and name not in table.grain and name not in _words()["plain"]


def _is_count(kind: pl.DataType, unit: str) -> bool:
    return kind in INTEGERS and (unit in _words()["counts"] or unit in ("", "1"))


def _places(rows: pl.DataFrame, table: Table) -> list[str]:
    held = next((name for name in PLACES if name in rows.columns), None)
    if held is None:
        return [table.place] * rows.height
    return [str(one or table.place) for one in rows[held]]


def _counted(values: pl.Series, places: Sequence[str], key: bytes) -> pl.Series:
    told = [
        None if value is None else number(int(value), place, key)
        for value, place in zip(values, places, strict=True)
    ]
    return pl.Series(values.name, told, dtype=values.dtype)


def _is_declared(name: str, ratios: Mapping[str, Sequence[str]], told: pl.DataFrame) -> bool:
    return set(ratios.get(name, ("",))) <= {*told.columns, "sum"}


def _derived(told: pl.DataFrame, name: str, query: str) -> pl.Expr:
    """A figure that is no count: a declared ratio, rest or median, else missing."""
    ratios, rests, medians = (
        _words()[kind].get(query, {}) for kind in ("ratios", "rests", "medians")
    )
    if _is_declared(name, ratios, told):
        return _ratio(told, name, ratios[name])
    if name in rests:
        *of, whole = rests[name]
        return ((1 - _ratio(told, name, of)) * float(whole)).alias(name)
    if name in medians:
        return _median(told, name, *medians[name])
    return _missing(told, name)


def _median(told: pl.DataFrame, name: str, base: str, step: float) -> pl.Expr:
    is_shown = pl.col(base) >= 2 * least()
    rounded = ((pl.col(name) / step).round() * step).cast(told.schema[name])
    return pl.when(is_shown).then(rounded).otherwise(None).alias(name)


def _ratio(told: pl.DataFrame, name: str, of: Sequence[str]) -> pl.Expr:
    above = pl.col(of[0])
    below = pl.col(of[0]).sum() if of[1] == "sum" else pl.col(of[1])
    is_shown = (above != HIDDEN) & (below != HIDDEN)
    reckoned = (above / below).clip(upper_bound=1.0).cast(told.schema[name])
    return pl.when(is_shown).then(reckoned).otherwise(None).alias(name)


def _missing(rows: pl.DataFrame, name: str) -> pl.Expr:
    return pl.lit(None, dtype=rows.schema[name]).alias(name)


@lru_cache(maxsize=200_000)
def _lot(key: bytes, place: str, size: int) -> float:
    """A number from 0 to 1 that nobody without the key can tell."""
    drawn = hmac.new(key, f"{place}|{size}".encode(), hashlib.sha256).digest()
    return int.from_bytes(drawn[:6]) / 2**48


@lru_cache(maxsize=1)
def _words() -> dict[str, Any]:
    return tomllib.loads(WORDS.read_text("utf-8"))
