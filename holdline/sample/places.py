"""The villages of a county, and its rows of table `division`."""

from dataclasses import dataclass
from functools import cache

import numpy as np
import polars as pl

from holdline.paths import REFERENCE
from holdline.reference.divisions import ground_of, shipped
from holdline.sample.content import figures, words
from holdline.sample.county import Bools, Columns, County, Floats, drawn
from holdline.sample.stream import stream

DETAILED = "37"
VILLAGES_A_TOWN = (8, 21)


@dataclass(frozen=True)
class Places:
    """The villages of a county row, by code, with what the generator needs of each.

    `villages`: division_code, division_name, division_short_name, division_kind, town_code,
    town_name, county_code, county_name (of the zone where one manages the township), city_code,
    city_name. `facts`: arrays alike in length; see `_facts`. `number`: code as an integer.
    """

    villages: pl.DataFrame
    above: pl.DataFrame
    facts: Columns

    @property
    def number(self) -> Floats:
        """Village codes as integers."""
        found: Floats = self.villages["division_code"].cast(pl.Int64).to_numpy()
        return found


def places(county: County) -> Places:
    """The villages of *county*: the shipped ones in Shandong, invented ones elsewhere."""
    province = county.code[:2]
    rows = shipped((province,))
    units = _below(rows, county)
    named = {code: (name, short) for code, name, short in _names(rows)}
    villages = _described(units.filter(pl.col("level") == 5), units, named, county)
    managers = set(units["manager_code"].drop_nulls())
    mine = {county.code, *managers}
    above = pl.concat(
        [rows.filter(pl.col("division_code").is_in(mine)), units.filter(pl.col("level") == 4)]
    )
    return Places(villages, above, _facts(county, villages))


def _names(rows: pl.DataFrame) -> list[tuple[str, str, str]]:
    upper = rows.filter(pl.col("level") <= 4)
    return upper.select("division_code", "division_name", "division_short_name").rows()


def _below(rows: pl.DataFrame, county: County) -> pl.DataFrame:
    units = rows.filter(
        pl.col("division_code").str.starts_with(county.code) & (pl.col("level") > 3)
    )
    if county.code.startswith(DETAILED):
        return units
    return pl.concat([units, _invented(units["division_code"], county)])


def _invented(towns: pl.Series, county: County) -> pl.DataFrame:
    """Villages for townships whose own are not shipped: codes from 200, names from a list."""
    phrase = words("phrases")["village"]
    chance = county.chance("villages")
    counts = chance.integers(*VILLAGES_A_TOWN, len(towns))
    number = np.concatenate([np.arange(count) for count in counts]) + 200
    first = drawn(chance, len(number), np.ones(len(phrase["first"])))
    second = drawn(chance, len(number), np.ones(len(phrase["second"])))
    short = pl.Series(list(phrase["first"])).gather(first) + pl.Series(phrase["second"]).gather(
        second
    )
    town = towns.gather(np.repeat(np.arange(len(towns)), counts))
    return pl.DataFrame(
        {
            "division_code": town + pl.Series(number).cast(pl.String),
            "division_name": short + phrase["suffix"],
            "division_short_name": short,
            "level": pl.Series(np.full(len(number), 5), dtype=pl.Int32),
            "division_kind": ["cunwei"] * len(number),
            "parent_code": town,
        }
    ).select(
        pl.col(name)
        if name
        in (
            "division_code",
            "division_name",
            "division_short_name",
            "level",
            "division_kind",
            "parent_code",
        )
        else pl.lit(None, pl.String).alias(name)
        for name in shipped((DETAILED,)).columns
    )


def _described(
    villages: pl.DataFrame,
    units: pl.DataFrame,
    named: dict[str, tuple[str, str]],
    county: County,
) -> pl.DataFrame:
    manager = dict(
        units.filter(pl.col("level") == 4).select("division_code", "manager_code").rows()
    )
    town = villages["division_code"].str.slice(0, 9)
    managed = [manager.get(code) or county.code for code in town]
    return villages.select(
        "division_code", "division_name", "division_short_name", "division_kind"
    ).with_columns(
        town.alias("town_code"),
        pl.Series("town_name", [named[code][0] for code in town]),
        pl.Series("county_code", managed),
        pl.Series("county_name", [named[code][0] for code in managed]),
        pl.lit(county.code[:4]).alias("city_code"),
        pl.lit(named[county.code[:4]][0]).alias("city_name"),
    )


def income_of(county: str, seed: int) -> Floats:
    """Rural disposable income per head of *county*, 2019 to 2022, yuan: a parameter, not a fact.

    A zone has its host's; a county without a figure, outside Shandong, has an invented one.
    """
    known = _published().get(ground_of(county))
    if known is not None:
        return np.array(known)
    noise = stream(seed, county[:6], "income").uniform(0.7, 1.15)
    whole: Floats = np.round(np.array(figures("money")["nation_income"]) * noise)
    return whole


@cache
def _published() -> dict[str, list[float]]:
    table = pl.read_csv(
        REFERENCE / "parameters" / "county_rural_income.csv",
        schema_overrides={"county_code": pl.String, "county_income_per_head_yuan": pl.Float64},
    ).filter(pl.col("income_year").is_between(2019, 2022))
    grouped = table.sort("income_year").group_by("county_code", maintain_order=True)
    frame = grouped.agg("county_income_per_head_yuan")
    return dict(frame.iter_rows())


def _facts(county: County, villages: pl.DataFrame) -> Columns:
    """Numbers of each village.

    is_committee; is_key (a former key village); weight (of households); income (2019 … 2022, one
    row a village, yuan per head); norm_income, norm_area, norm_score; households, people (rural);
    urban (urban-rural code as a number); datum (0 CGCS2000, 1 WGS-84, 2 GCJ-02, by township).
    """
    chance = county.chance("places")
    size = len(villages)
    is_rural = villages["division_kind"].is_in(["cunwei", "like_cun"]).to_numpy()
    is_key = is_rural & (chance.random(size) < 0.16)
    shares = figures("shares")
    gamma = chance.gamma(shares["village_shape"], 1 / shares["village_shape"], size) + 0.05
    households = np.where(
        is_rural, chance.lognormal(5.7, 0.45, size), chance.lognormal(4.2, 0.6, size)
    )
    income = income_of(county.code, county.seed)
    town = villages["town_code"].rank("dense").to_numpy().astype(int) - 1
    datum = drawn(chance, int(town.max(initial=0)) + 1, [0.7, 0.15, 0.15])
    norm = income[-1] * chance.uniform(0.88, 1.15, size)
    return {
        "is_committee": is_rural,
        "is_key": is_key,
        "weight": gamma * np.where(is_key, 2.0, 1.0) * _rurality(is_rural),
        "norm_income": np.round(norm, 2),
        "norm_area": np.round(chance.uniform(28, 42, size), 2),
        "norm_score": np.round(chance.uniform(0.62, 0.86, size), 2),
        "households": np.round(households).astype(int) + 20,
        "people": np.round(households * chance.uniform(2.7, 3.4, size)).astype(int) + 60,
        "urban": np.where(is_rural, _pick(chance.random(size)), 111),
        "datum": datum[town],
        "town": town,
    }


def _rurality(is_rural: Bools) -> Floats:
    return np.where(is_rural, 1.0, figures("shares")["committee_factor"])


def _pick(share: Floats) -> Floats:
    return np.where(share < 0.08, 121, np.where(share < 0.16, 122, np.where(share < 0.2, 123, 220)))
