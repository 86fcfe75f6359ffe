"""Which divisions and months a bench visits: each only once, so that nothing was asked before."""

from dataclasses import dataclass
from itertools import chain, islice, zip_longest

import polars as pl

from holdline import paths

LAST_YEAR, YEARS = 2022, 4


@dataclass(frozen=True)
class Step:
    """A way down: from a division to one below it, and what stands below that.

    Attributes:
        above: code of the division where the step begins, and its name.
        to: code, short name and full name of the division it leads to.
        below: code and short name of a division below that one.
    """

    above: tuple[str, str]
    to: tuple[str, str, str]
    below: tuple[str, str]


def top() -> Step:
    """The province itself, for opening; its first city stands below."""
    found = _divisions()
    province = found.filter(pl.col("level") == 1).row(0, named=True)
    code = province["division_code"]
    name = province["division_name"]
    return Step((code, name), (code, province["short"], name), _first_below(found, code))


def downward(count: int) -> list[Step]:
    """*count* steps, from the province to cities and from cities to counties by turns."""
    found = _divisions()
    levels = []
    for level in (2, 3):
        rows = found.filter((pl.col("level") == level) & (pl.col("host_code").is_null()))
        levels.append([_step(found, row) for row in rows.iter_rows(named=True)])
    by_turns = chain.from_iterable(zip_longest(*levels))
    return list(islice((one for one in by_turns if one), count))


def months(count: int) -> list[str]:
    """*count* months before the snapshot's last, the latest first, each once while they last."""
    keys = [
        f"{LAST_YEAR - year}-{month:02d}" for year in range(YEARS) for month in range(12, 0, -1)
    ]
    return [keys[1 + number % (len(keys) - 1)] for number in range(count)]


def _step(found: pl.DataFrame, row: dict[str, str]) -> Step:
    above = found.filter(pl.col("division_code") == row["parent_code"]).row(0, named=True)
    return Step(
        (above["division_code"], above["division_name"]),
        (row["division_code"], row["short"], row["division_name"]),
        _first_below(found, row["division_code"]),
    )


def _first_below(found: pl.DataFrame, code: str) -> tuple[str, str]:
    row = found.filter(pl.col("parent_code") == code).row(0, named=True)
    return row["division_code"], row["short"]


def _divisions() -> pl.DataFrame:
    rows = pl.read_parquet(paths.REFERENCE / "divisions_37.parquet").sort("division_code")
    short = pl.col("division_short_name").replace("", None).fill_null(pl.col("division_name"))
    return rows.with_columns(short=short)
