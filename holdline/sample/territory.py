"""Tables `division` and `county_income`."""

from datetime import date

import numpy as np
import polars as pl
from numpy.random import Generator

from holdline.geo.seeds import village_seeds
from holdline.reference.divisions import shipped
from holdline.sample.cells import moments, picked, present
from holdline.sample.content import words
from holdline.sample.county import Array, County
from holdline.sample.departures import days_between
from holdline.sample.places import Places, income_of
from holdline.sample.tables import conformed, schema

SHIPPED = (
    "division_code", "division_name", "division_short_name", "level", "division_kind",
    "parent_code", "host_code", "manager_code", "code_source",
)  # fmt: skip
YEARS = (2019, 2020, 2021, 2022)
BACKFILL_DUE = np.datetime64("2021-10-20")


def above(codes: list[str]) -> pl.DataFrame:
    """The province and city rows of table `division` for *codes*."""
    provinces = sorted({code[:2] for code in codes})
    rows = shipped(provinces).filter(pl.col("division_code").is_in(codes))
    return _rows(rows).with_columns(has_policy_people=pl.lit(value=True))


def divisions(county: County, places: Places) -> pl.DataFrame:
    """The county, the zones that manage part of it, its townships, villages and merged villages."""
    chance = county.chance("division")
    upper = _rows(places.above)
    lower = _villages(chance, county, places)
    return pl.concat([upper, lower, _merged(chance, places)]).with_columns(
        code_source=pl.col("code_source").fill_null("national")
    )


def _rows(rows: pl.DataFrame) -> pl.DataFrame:
    given = rows.select(pl.col(name).cast(pl.String) for name in SHIPPED)
    return conformed("division", {name: given[name] for name in SHIPPED}).with_columns(
        has_policy_people=pl.lit(value=True),
        system_entered_on=pl.lit(date(2021, 1, 5)),
    )


def _villages(chance: Generator, county: County, places: Places) -> pl.DataFrame:
    facts, villages = places.facts, places.villages
    size = len(villages)
    seeds = village_seeds(villages["division_code"])
    peopled = np.bincount(county.homes["village"], minlength=size) > 0
    late = ~peopled & (chance.random(size) < 0.06)
    entered = days_between(chance, np.datetime64("2021-09-20"), BACKFILL_DUE, size)
    entered = np.where(peopled, np.datetime64("2014-04-01"), np.where(late, entered + 30, entered))
    swept = days_between(chance, np.datetime64("2021-11-02"), np.datetime64("2021-11-29"), size)
    swept = np.where(chance.random(size) < 0.02, swept + 12, swept)
    done = np.rint(facts["households"] * np.minimum(chance.uniform(0.97, 1.02, size), 1)).astype(
        int
    )
    return conformed(
        "division",
        {
            "division_code": villages["division_code"],
            "division_name": villages["division_name"],
            "division_short_name": villages["division_short_name"],
            "level": pl.Series(["5"] * size),
            "division_kind": villages["division_kind"],
            "parent_code": villages["town_code"],
            "village_kind": picked(("key", "ordinary"), np.where(facts["is_key"], 0, 1)),
            "has_policy_people": peopled,
            "system_entered_on": moments(entered),
            "office_longitude": seeds["lon"],
            "office_latitude": seeds["lat"],
            "coordinate_system": pl.Series(["wgs84"] * size),
            "urban_rural_code": pl.Series(facts["urban"]).cast(pl.String),
            "rural_households": facts["households"],
            "rural_people": facts["people"],
            "norm_income_per_head_yuan": facts["norm_income"],
            "norm_house_area_per_head_m2": facts["norm_area"],
            "norm_living_score": facts["norm_score"],
            "sweep_finished_on": moments(swept),
            "swept_households": done,
        },
    )


def _merged(chance: Generator, places: Places) -> pl.DataFrame:
    """Villages that a key village absorbed; nobody is left under their codes."""
    keys = np.flatnonzero(places.facts["is_key"])
    chosen = keys[chance.random(len(keys)) < 0.05]
    villages = places.villages[chosen]
    size = len(chosen)
    if size == 0:
        return pl.DataFrame(schema=schema("division"))
    prefix = words("phrases")["village"]["merged"]
    taken = set(places.villages["division_code"])
    codes = [_free(town, taken) for town in villages["town_code"]]
    ended = days_between(chance, np.datetime64("2020-11-01"), np.datetime64("2021-10-18"), size)
    return conformed(
        "division",
        {
            "division_code": pl.Series(codes, dtype=pl.String),
            "division_name": prefix + villages["division_name"],
            "division_short_name": prefix + villages["division_short_name"],
            "level": pl.Series(["5"] * size),
            "division_kind": pl.Series(["cunwei"] * size),
            "parent_code": villages["town_code"],
            "village_kind": pl.Series(["ordinary"] * size),
            "has_policy_people": np.zeros(size, dtype=bool),
            "system_entered_on": pl.Series(["2014-04-01"] * size).str.to_date(),
            "valid_to_on": moments(ended),
            "change_kind": pl.Series(["merge"] * size),
            "successor_code": villages["division_code"],
        },
    )


def _free(town: str, taken: set[str]) -> str:
    """A village code of *town* that is not taken, the highest first; it is taken then."""
    code = next(
        f"{town}{number}" for number in range(399, 199, -1) if f"{town}{number}" not in taken
    )
    taken.add(code)
    return code


def county_income(county: County, places: Places) -> pl.DataFrame:
    """Four years of the county, and of each zone that borrows its figure."""
    income = income_of(county.code, county.seed)
    units = places.above.filter(pl.col("level") == 3).sort("division_code")
    size = len(units) * len(YEARS)
    unit = np.repeat(np.arange(len(units)), len(YEARS))
    own = (units["division_code"] == county.code) & (units["division_kind"] != "zone")
    lender = units["host_code"].fill_null(county.code)
    phrase = words("phrases")["county_income"]
    borrows = ~own.to_numpy()[unit]
    return conformed(
        "county_income",
        {
            "income_year": np.tile(YEARS, len(units)),
            "county_code": units["division_code"].gather(unit),
            "county_name": units["division_name"].gather(unit),
            "county_income_per_head_yuan": np.tile(income, len(units)),
            "borrowed_from_code": _blank(lender.gather(unit), borrows),
            "source": picked((phrase["source"], phrase["borrowed"]), borrows.astype(int)),
            "published_on": present(_published(size), np.ones(size, dtype=bool)),
        },
    )


def _published(size: int) -> Array:
    years = np.tile(np.array(YEARS) + 1 - 1970, size // len(YEARS))
    return np.asarray(years.astype("datetime64[Y]").astype("datetime64[D]") + 20)


def _blank(series: pl.Series, keep: Array) -> pl.Series:
    return series.zip_with(pl.Series(keep), pl.Series([None], dtype=pl.String))
