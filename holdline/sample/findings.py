"""Vehicles, houses, enterprises and payroll posts that departments found on people."""

from collections.abc import Iterator

import numpy as np
import polars as pl
from numpy.random import Generator

from holdline.sample.cells import moments, picked, present
from holdline.sample.content import words
from holdline.sample.county import Bools, Columns, County, Ints, drawn
from holdline.sample.departures import days_between
from holdline.sample.homes import NO_ROUND, NO_TYPE, ORDINARY
from holdline.sample.naming import surnames

CAR, HOUSE, COMPANY = 3, 4, 5
OLD_KINDS = ("minibus", "truck", "farm", "motorcycle", "car")
CARS = ("car", "suv", "mpv")
NOT_BOUGHT = ("resettled", "affordable", "rural", "public_rent")
SMALL_TRADES = ("individual", "cooperative")
UNPAID_POSTS = ("village_cadre", "temporary", "public_post")
PAYROLLS = ("civil", "institution", "soe_middle")
ROUND_DAY = np.datetime64("2021-10-15")


def of_members(chance: Generator, county: County, rows: Columns) -> Iterator[pl.DataFrame]:
    """What the criterion of a household in a round rests on, then what is harmless elsewhere."""
    homes = county.homes
    criterion = homes["criterion"][rows["home"]]
    for kind, describe in ((CAR, _cars), (HOUSE, _houses), (COMPANY, _companies)):
        mask = criterion == kind
        home, day = rows["home"][mask], rows["matched_on"][mask]
        base = _pointed(county, home, day).with_columns(
            verify_result=pl.lit("true"),
            verified_on=moments(rows["visited_on"][mask]),
            fed_back_village_on=moments(rows["fed_back_village_on"][mask]),
            fed_back_household_on=moments(rows["fed_back_household_on"][mask]),
        )
        yield base.with_columns(describe(chance, county, home, day))
    yield from _harmless(chance, county)


def _pointed(county: County, home: Ints, day: Ints) -> pl.DataFrame:
    """Rows on a grown member of each of *home*, who is there."""
    people = county.people
    adult = np.where((people["age"] >= 20) & (people["age"] <= 75), 100 - people["age"], 0)
    anyone = np.where(adult > 0, adult, (people["age"] >= 18).astype(int))
    wanted = np.zeros(county.households, dtype=bool)
    wanted[home] = True
    person = county.first(anyone, wanted)[home]
    size = len(home)
    return pl.DataFrame(
        {
            "_home": home,
            "_person": present(person, person >= 0),
            "match_result": pl.Series(["hit"] * size, dtype=pl.String),
            "as_of_on": moments(day),
            "holder_role": pl.Series(["member"] * size, dtype=pl.String),
        }
    )


def _cars(chance: Generator, county: County, home: Ints, day: Ints) -> list[pl.Series]:
    size = len(home)
    models = words("phrases")["match"]["car_models"]
    bought = day - chance.integers(300, 2200, size)
    return [
        pl.Series("match_item", ["vehicle"] * size, dtype=pl.String),
        picked(CARS, drawn(chance, size, [5, 4, 1])).alias("vehicle_kind"),
        picked(models, drawn(chance, size, np.ones(len(models)))).alias("vehicle_model"),
        _plates(chance, county, size),
        pl.Series("vehicle_price_yuan", np.round(chance.uniform(106_000, 265_000, size), 2)),
        moments(bought).alias("vehicle_registered_on"),
        pl.Series("vehicle_status", ["in_use"] * size, dtype=pl.String),
        pl.Series("vehicle_use", ["private"] * size, dtype=pl.String),
        pl.Series("is_frequently_used", np.ones(size, dtype=bool)),
    ]


def _plates(chance: Generator, county: County, size: int) -> pl.Series:
    """Plates with a letter O that no plate carries in that place."""
    number = pl.Series(100_000 + chance.integers(0, 99_999, size)).cast(pl.String).str.slice(1)
    return ("OO" + county.code[2:4] + number).alias("vehicle_plate")


def _houses(chance: Generator, county: County, home: Ints, day: Ints) -> list[pl.Series]:
    size = len(home)
    place = words("phrases")["match"]["house_place"]
    door = pl.Series(chance.integers(1, 40, size)).cast(pl.String)
    bought = day - chance.integers(200, 2300, size)
    return [
        pl.Series("match_item", ["house"] * size, dtype=pl.String),
        picked(("residence", "shop"), drawn(chance, size, [0.9, 0.1])).alias("house_kind"),
        pl.Series("house_place_code", [county.code] * size, dtype=pl.String),
        (
            place.split("{number}")[0].replace("{county}", "") + door + place.split("{number}")[1]
        ).alias("house_place"),
        pl.Series("is_in_town", np.ones(size, dtype=bool)),
        pl.Series("matched_house_area_m2", np.round(chance.uniform(68, 138, size), 2)),
        pl.Series("house_price_yuan", np.round(chance.uniform(230_000, 720_000, size), 2)),
        moments(bought).alias("house_bought_on"),
        pl.Series("house_acquisition", ["purchase"] * size, dtype=pl.String),
        pl.Series("house_status", ["held"] * size, dtype=pl.String),
    ]


def _companies(chance: Generator, county: County, home: Ints, day: Ints) -> list[pl.Series]:
    size = len(home)
    pattern = words("phrases")["match"]["companies"]
    clan = surnames().gather(county.homes["clan"][home])
    tails = picked(
        [one.split("{clan}")[1] for one in pattern], drawn(chance, size, np.ones(len(pattern)))
    )
    return [
        pl.Series("match_item", ["enterprise"] * size, dtype=pl.String),
        (clan + tails).alias("enterprise_name"),
        pl.Series("enterprise_kind", ["company"] * size, dtype=pl.String),
        pl.Series("enterprise_status", ["active"] * size, dtype=pl.String),
        picked(("legal_person", "shareholder"), drawn(chance, size, [0.7, 0.3])).alias(
            "enterprise_role"
        ),
        pl.Series("share_rate", np.round(chance.uniform(0.3, 1.0, size), 2)),
        moments(day - chance.integers(200, 2500, size)).alias("enterprise_registered_on"),
        pl.Series("employees", chance.integers(1, 12, size)),
        pl.Series(
            "employees_source",
            [words("phrases")["match"]["employees_source"]] * size,
            dtype=pl.String,
        ),
        pl.Series("turnover_yuan", np.round(chance.uniform(300_000, 2_400_000, size), 2)),
        pl.Series("is_zero_declared", np.zeros(size, dtype=bool)),
    ]


def _some(chance: Generator, county: County, share: float) -> Ints:
    """Households lifted out, never monitored, on no allowance, in no round."""
    homes = county.homes
    free: Bools = (homes["group"] != ORDINARY) & (homes["monitor_type"] == NO_TYPE)
    free &= ~homes["is_paid"] & (homes["round"] == NO_ROUND)
    free &= county.any(county.people["age"] >= 18)
    return np.flatnonzero(free & (chance.random(county.households) < share))


def _harmless(chance: Generator, county: County) -> Iterator[pl.DataFrame]:
    """Old or working vehicles, houses not bought, small trades, posts that do not count."""
    match = words("phrases")["match"]
    home = _some(chance, county, 0.04)
    size = len(home)
    kind = drawn(chance, size, [3, 1.5, 2.5, 3, 1.5])
    yield _dated(county, home).with_columns(
        pl.Series("match_item", ["vehicle"] * size, dtype=pl.String),
        picked(OLD_KINDS, kind).alias("vehicle_kind"),
        picked(match["minibuses"], np.where(kind == 0, home % 3, -1)).alias("vehicle_model"),
        _plates(chance, county, size),
        pl.Series("vehicle_price_yuan", np.round(chance.uniform(6_000, 78_000, size), 2)),
        moments(
            days_between(chance, np.datetime64("2010-01-01"), np.datetime64("2021-06-30"), size)
        ).alias("vehicle_registered_on"),
        picked(
            ("in_use", "scrapped", "transferred"), drawn(chance, size, [0.85, 0.08, 0.07])
        ).alias("vehicle_status"),
        picked(("private", "commercial"), drawn(chance, size, [0.9, 0.1])).alias("vehicle_use"),
    )
    home = _some(chance, county, 0.014)
    size = len(home)
    yield _dated(county, home).with_columns(
        pl.Series("match_item", ["house"] * size, dtype=pl.String),
        picked(NOT_BOUGHT, drawn(chance, size, [4, 2, 3, 1])).alias("house_kind"),
        pl.Series("house_place_code", [county.code] * size, dtype=pl.String),
        pl.Series("matched_house_area_m2", np.round(chance.uniform(45, 110, size), 2)),
        picked(("demolition", "other"), drawn(chance, size, [0.5, 0.5])).alias("house_acquisition"),
        pl.Series("house_status", ["held"] * size, dtype=pl.String),
    )
    home = _some(chance, county, 0.012)
    size = len(home)
    clan = surnames().gather(county.homes["clan"][home])
    yield _dated(county, home).with_columns(
        pl.Series("match_item", ["enterprise"] * size, dtype=pl.String),
        (clan + picked([one.split("{clan}")[1] for one in match["shops"]], home % 2)).alias(
            "enterprise_name"
        ),
        picked(SMALL_TRADES, home % 3 // 2).alias("enterprise_kind"),
        pl.Series("enterprise_status", ["active"] * size, dtype=pl.String),
        picked(("owner", "coop_member"), home % 3 // 2).alias("enterprise_role"),
    )
    home = _some(chance, county, 0.006)
    size = len(home)
    yield _dated(county, home).with_columns(
        pl.Series("match_item", ["payroll"] * size, dtype=pl.String),
        picked(UNPAID_POSTS, drawn(chance, size, [2, 3, 4])).alias("payroll_kind"),
    )


def _dated(county: County, home: Ints) -> pl.DataFrame:
    """Verified rows of the 2021 comparison."""
    return _pointed(county, home, np.full(len(home), ROUND_DAY)).with_columns(
        verify_result=pl.lit("true"), verified_on=moments(np.full(len(home), ROUND_DAY + 12))
    )


def of_children(chance: Generator, county: County, kin: Columns) -> Iterator[pl.DataFrame]:
    """Posts and companies of children with households of their own."""
    match = words("phrases")["match"]
    at = np.flatnonzero((kin["payroll"] >= 0) & kin["is_proven"])
    size = len(at)
    yield _of_kin(kin, at).with_columns(
        pl.Series("match_item", ["payroll"] * size, dtype=pl.String),
        picked(PAYROLLS, kin["payroll"][at]).alias("payroll_kind"),
        picked(match["employers"], at % len(match["employers"])).alias("employer_name"),
        picked(match["positions"], np.where(kin["payroll"][at] == 2, 3, at % 3)).alias(
            "position_name"
        ),
        picked(
            ("large", "medium"), np.where(kin["payroll"][at] == 2, kin["place"][at] % 2, -1)
        ).alias("soe_scale"),
    )
    at = np.flatnonzero(kin["has_enterprise"] & kin["is_proven"])
    size = len(at)
    yield _of_kin(kin, at).with_columns(
        *_companies(chance, county, kin["home"][at], np.full(size, ROUND_DAY)),
        pl.Series("profit_yuan", np.round(chance.uniform(105_000, 480_000, size), 2)),
    )


def _of_kin(kin: Columns, at: Ints) -> pl.DataFrame:
    size = len(at)
    return pl.DataFrame(
        {
            "_home": kin["home"][at],
            "_kin": at,
            "match_result": pl.Series(["hit"] * size, dtype=pl.String),
            "as_of_on": moments(np.full(size, ROUND_DAY)),
            "holder_role": pl.Series(["child"] * size, dtype=pl.String),
            "verify_result": pl.Series(["true"] * size, dtype=pl.String),
        }
    )
