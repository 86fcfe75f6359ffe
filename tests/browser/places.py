"""Where in the sample there is something to see, read from its import files."""

from dataclasses import dataclass
from pathlib import Path

import polars as pl

from tests.browser.languages import CHINESE
from tests.oracle.headline import Oracle

TAGS = (
    ("household", "disaster_tag"),
    ("household", "resettlement_site"),
    ("project", "project_name"),
    ("suspected", "batch"),
)


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
        tags: names the import gives to events and projects.
    """

    way: tuple[str, str, str, str]
    village: str
    household: str
    head: str
    empty_village: str
    texts: tuple[str, ...]
    tags: tuple[str, ...]


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
        tags=_tags(folder),
    )


def _tags(folder: Path) -> tuple[str, ...]:
    found: set[str] = set()
    for table, column in TAGS:
        path = folder / f"{table}.parquet"
        if path.exists():
            found.update(pl.read_parquet(path, columns=[column])[column].drop_nulls().to_list())
    return tuple(sorted(found, key=len, reverse=True))


def _texts(folder: Path, household: str) -> tuple[str, ...]:
    found: set[str] = set()
    for path in sorted(folder.glob("*.parquet")):
        table = pl.read_parquet(path)
        if "household_id" in table.columns:
            rows = table.filter(pl.col("household_id") == household)
            for column in rows.select(pl.col(pl.String)).iter_columns():
                found.update(text for text in column.drop_nulls() if CHINESE.search(text))
    return tuple(sorted(found, key=len, reverse=True))
