"""Plant patterns in an import: villages whose records were made at a desk, with their truth.

Each planted village bears one pattern, in a share of its households drawn between two fifths and
all; nothing else of the import changes. The truth is written to `truth/patterns.parquet`.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
from numpy.random import Generator

LEAST, LOWEST = 8, 0.4
PARTS = (
    "wage_income_yuan", "business_income_yuan", "property_income_yuan", "transfer_income_yuan",
    "business_cost_yuan",
)  # fmt: skip
INCOME, BEFORE = "net_income_per_head_yuan", "previous_net_income_per_head_yuan"
METRE = 1 / 111_320
Rows = dict[str, list[Any]]
Places = dict[str, tuple[float, float, str]]


def plant(folder: Path, *, each: int, seed: int) -> pl.DataFrame:
    """Plant every kind in *each* villages of the import *folder*.

    Returns:
        pattern, village_code and household_id, one row a household planted.
    """
    chance = np.random.default_rng(seed)
    homes = pl.read_parquet(folder / "household.parquet")
    offices = _offices(folder)
    wanted = homes.filter(pl.col(INCOME).cast(pl.Float64, strict=False) > 0)
    sizes = wanted.group_by("village_code").len().filter(pl.col("len") >= LEAST)
    villages = sizes.filter(pl.col("village_code").is_in(list(offices))).sort("village_code")
    taken = chance.permutation(villages["village_code"].to_numpy())[: each * len(KINDS)]
    rows = homes.to_dict(as_series=False)
    truth = []
    for number, village in enumerate(taken):
        pattern = list(KINDS)[number % len(KINDS)]
        at = _some(chance, homes, village)
        KINDS[pattern](chance, rows, at, offices[village])
        truth += [(pattern, village, rows["household_id"][one]) for one in at]
    pl.DataFrame(rows, schema=homes.schema).write_parquet(folder / "household.parquet")
    told = pl.DataFrame(truth, schema=["pattern", "village_code", "household_id"], orient="row")
    (folder / "truth").mkdir(exist_ok=True)
    told.write_parquet(folder / "truth" / "patterns.parquet")
    return told


def _offices(folder: Path) -> Places:
    rows = pl.read_parquet(folder / "division.parquet").filter(
        pl.col("office_longitude").is_not_null()
    )
    columns = ("division_code", "office_longitude", "office_latitude", "coordinate_system")
    return {code: (float(x), float(y), datum) for code, x, y, datum in rows.select(columns).rows()}


def _some(chance: Generator, homes: pl.DataFrame, village: str) -> list[int]:
    is_here = (pl.col("village_code") == village) & (pl.col(INCOME).cast(pl.Float64) > 0)
    here = homes.with_row_index("at").filter(is_here)["at"].to_numpy()
    few = max(round(len(here) * chance.uniform(LOWEST, 1)), 3)
    return sorted(int(one) for one in chance.choice(here, size=few, replace=False))


def _alike(chance: Generator, rows: Rows, at: list[int], office: object) -> None:
    del office
    yuan = float(chance.integers(7000, 15000))
    for one in at:
        rows[INCOME][one] = _as(rows[INCOME][one], yuan)


def _round(chance: Generator, rows: Rows, at: list[int], office: object) -> None:
    del chance, office
    for one in at:
        yuan = round(float(rows[INCOME][one]), -2) or 100.0
        rows[INCOME][one] = _as(rows[INCOME][one], yuan)


def _copied(chance: Generator, rows: Rows, at: list[int], office: object) -> None:
    del office
    wage, business = (float(chance.integers(5000, 30000)) for _ in range(2))
    told = dict(zip(PARTS, (wage, business, 120.0, 1800.0, 900.0), strict=True))
    for one in at:
        for name, yuan in told.items():
            rows[name][one] = _as(rows[INCOME][one], yuan)


def _growth(chance: Generator, rows: Rows, at: list[int], office: object) -> None:
    del office
    growth = float(chance.uniform(1.03, 1.2))
    for one in at:
        rows[BEFORE][one] = _as(rows[INCOME][one], round(float(rows[INCOME][one]) / growth, 2))


def _entered(chance: Generator, rows: Rows, at: list[int], office: object) -> None:
    del office
    _hurry(chance, rows, at, "entered_at")


def _visited(chance: Generator, rows: Rows, at: list[int], office: object) -> None:
    del office
    _hurry(chance, rows, at, "coordinates_collected_at")


def _hurry(chance: Generator, rows: Rows, at: list[int], column: str) -> None:
    """One after the other, half a minute apart, by one account."""
    moment = datetime(2022, 5, 4, 20) + timedelta(minutes=int(chance.integers(0, 90)))  # noqa: DTZ001
    collector = rows["collector_id"][at[0]]
    for number, one in enumerate(at):
        rows["collector_id"][one] = collector
        rows[column][one] = moment + timedelta(seconds=30 * number)


def _changed(chance: Generator, rows: Rows, at: list[int], office: object) -> None:
    del office
    day = datetime(2022, 6, 1) + timedelta(days=int(chance.integers(0, 150)))  # noqa: DTZ001
    for one in at:
        rows["updated_at"][one] = day + timedelta(seconds=int(chance.integers(30000, 60000)))


def _office(chance: Generator, rows: Rows, at: list[int], office: tuple[float, float, str]) -> None:
    for one in at:
        away = chance.uniform(-8, 8, size=2) * METRE
        _put(rows, one, office[0] + away[0], office[1] + away[1], office[2])


def _shared(chance: Generator, rows: Rows, at: list[int], office: tuple[float, float, str]) -> None:
    away = chance.uniform(300, 900, size=2) * METRE
    for one in at:
        _put(rows, one, office[0] + away[0], office[1] + away[1], office[2])


def _put(rows: Rows, at: int, longitude: float, latitude: float, datum: str) -> None:
    rows["longitude"][at], rows["latitude"][at] = round(longitude, 6), round(latitude, 6)
    rows["coordinate_system"][at] = datum


def _as(sample: Any, yuan: float) -> Any:
    return type(sample)(str(yuan)) if not isinstance(sample, float) else yuan


KINDS: dict[str, Callable[[Generator, Rows, list[int], Any], None]] = {
    "incomes_alike": _alike,
    "incomes_round": _round,
    "households_copied": _copied,
    "growth_alike": _growth,
    "entered_fast": _entered,
    "visited_fast": _visited,
    "changed_together": _changed,
    "office_point": _office,
    "shared_point": _shared,
}
