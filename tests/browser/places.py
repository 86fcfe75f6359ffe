"""Where in the sample there is something to see, read from its import files."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import polars as pl

from tests.oracle.headline import Oracle

LAST = date(2022, 12, 1)


@dataclass(frozen=True)
class Places:
    """A way down, from the province to a village with households under monitoring.

    Attributes:
        way: codes of the city, the county, the township and the village, management tree.
        village: its short name.
        household: number of a household of that village whose case is open.
        head: full name of its head.
        empty_village: a village of the same township without any case.
        texts: free text the import holds about the household, in no language but its own.
    """

    way: tuple[str, str, str, str]
    village: str
    household: str
    head: str
    empty_village: str
    texts: tuple[str, ...]


def found(oracle: Oracle, folder: Path) -> Places:
    """The village with most open cases, the first in order of code among equals."""
    in_village = pl.col("placed_code").str.len_chars() == 12
    is_open = oracle.spells.filter(pl.col("end").is_null() & in_village)
    most = is_open.group_by("placed_code").len()
    village = most.sort("len", "placed_code", descending=[True, False])["placed_code"][0]
    inside = oracle.places.filter(
        (pl.col("tree") == "management") & (pl.col("placed_code") == village)
    )
    way = sorted(inside["division"].unique(), key=len)[1:]
    household = is_open.filter(pl.col("placed_code") == village)["household_id"].min()
    heads = pl.read_parquet(folder / "household.parquet")
    divisions = pl.read_parquet(
        Path(__file__).parents[2] / "data" / "reference" / "divisions_37.parquet"
    )
    villages = divisions.filter(pl.col("parent_code") == way[2]).sort("division_code")
    inhabited = oracle.spells["placed_code"].unique().to_list()
    empty = villages.filter(~pl.col("division_code").is_in(inhabited))["division_code"][0]
    named = villages.filter(pl.col("division_code") == village)
    return Places(
        way=(way[0], way[1], way[2], way[3]),
        village=named["division_short_name"][0] or named["division_name"][0],
        household=str(household),
        head=heads.filter(pl.col("household_id") == household)["head_name"][0],
        empty_village=empty,
        texts=_texts(folder, str(household)),
    )


def _texts(folder: Path, household: str) -> tuple[str, ...]:
    found: set[str] = set()
    for path in sorted(folder.glob("*.parquet")):
        table = pl.read_parquet(path)
        if "household_id" in table.columns:
            rows = table.filter(pl.col("household_id") == household)
            for column in rows.select(pl.col(pl.String)).iter_columns():
                found.update(text for text in column.drop_nulls() if len(text) > 1)
    return tuple(sorted(found, key=len, reverse=True))
