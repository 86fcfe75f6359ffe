"""Vehicles, houses, enterprises and payroll posts that departments found on people."""

from collections.abc import Iterator
from typing import TypeAlias

import numpy as np
import polars as pl
from numpy.random import Generator

from holdline.sample.cells import constant, moments, picked
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
Cells: TypeAlias = pl.Series | pl.Expr
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
            "_person": person,
            "match_result": constant("hit", size),
            "as_of_on": moments(day),
            "holder_role": constant("member", size),
        }
    )


def _cars(chance: Generator, county: County, home: Ints, day: Ints) -> list[Cells]:
    size = len(home)
    models = words("phrases")["match"]["car_models"]
    bought = day - chance.integers(300, 2200, size)
    return [
        pl.lit("vehicle").alias("match_item"),
        picked(CARS, drawn(chance, size, [5, 4, 1])).alias("vehicle_kind"),
        picked(models, drawn(chance, size, np.ones(len(models)))).alias("vehicle_model"),
        _plates(chance, county, size),
        pl.Series("vehicle_price_yuan", np.round(chance.uniform(106_000, 265_000, size), 2)),
        moments(bought).alias("vehicle_registered_on"),
        pl.lit("in_use").alias("vehicle_status"),
        pl.lit("private").alias("vehicle_use"),
        pl.Series("is_frequently_used", np.ones(size, dtype=bool)),
    ]


def _plates(chance: Generator, county: County, size: int) -> pl.Series:
    """Plates that begin with two letters O: no real plate does."""
    number = pl.Series(100_000 + chance.integers(0, 99_999, size)).cast(pl.String).str.slice(1)
    return ("OO" + county.code[2:4] + number).alias("vehicle_plate")


def _houses(chance: Generator, county: County, home: Ints, day: Ints) -> list[Cells]:
    size = len(home)
    before, after = words("phrases")["match"]["house_place"]
    door = pl.Series(chance.integers(1, 40, size)).cast(pl.String)
    bought = day - chance.integers(200, 2300, size)
    return [
        pl.lit("house").alias("match_item"),
        picked(("residence", "shop"), drawn(chance, size, [0.9, 0.1])).alias("house_kind"),
        pl.lit(county.code).alias("house_place_code"),
        (before + door + after).alias("house_place"),
        pl.Series("is_in_town", np.ones(size, dtype=bool)),
        pl.Series("matched_house_area_m2", np.round(chance.uniform(68, 138, size), 2)),
        pl.Series("house_price_yuan", np.round(chance.uniform(230_000, 720_000, size), 2)),
        moments(bought).alias("house_bought_on"),
        pl.lit("purchase").alias("house_acquisition"),
        pl.lit("held").alias("house_status"),
    ]


def _companies(chance: Generator, county: County, home: Ints, day: Ints) -> list[Cells]:
    size = len(home)
    match = words("phrases")["match"]
    clan = surnames().gather(county.homes["clan"][home])
    kinds = drawn(chance, size, np.ones(len(match["companies"])))
    roles = ("legal_person", "shareholder")
    return [
        pl.lit("enterprise").alias("match_item"),
        (clan + picked(match["companies"], kinds)).alias("enterprise_name"),
        pl.lit("company").alias("enterprise_kind"),
        pl.lit("active").alias("enterprise_status"),
        picked(roles, drawn(chance, size, [0.7, 0.3])).alias("enterprise_role"),
        pl.Series("share_rate", np.round(chance.uniform(0.3, 1.0, size), 2)),
        moments(day - chance.integers(200, 2500, size)).alias("enterprise_registered_on"),
        pl.Series("employees", chance.integers(1, 12, size)),
        pl.lit(match["employees_source"]).alias("employees_source"),
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
    home = _some(chance, county, 0.04)
    yield _dated(county, home).with_columns(_old_vehicles(chance, county, home))
    home = _some(chance, county, 0.014)
    yield _dated(county, home).with_columns(_given_houses(chance, county, len(home)))
    home = _some(chance, county, 0.012)
    yield _dated(county, home).with_columns(_trades(county, home))
    home = _some(chance, county, 0.006)
    yield _dated(county, home).with_columns(
        pl.lit("payroll").alias("match_item"),
        picked(UNPAID_POSTS, drawn(chance, len(home), [2, 3, 4])).alias("payroll_kind"),
    )


def _old_vehicles(chance: Generator, county: County, home: Ints) -> list[Cells]:
    size = len(home)
    kind = drawn(chance, size, [3, 1.5, 2.5, 3, 1.5])
    states = ("in_use", "scrapped", "transferred")
    models = words("phrases")["match"]["minibuses"]
    first, last = np.datetime64("2010-01-01"), np.datetime64("2021-06-30")
    return [
        pl.lit("vehicle").alias("match_item"),
        picked(OLD_KINDS, kind).alias("vehicle_kind"),
        picked(models, np.where(kind == 0, home % len(models), -1)).alias("vehicle_model"),
        _plates(chance, county, size),
        pl.Series("vehicle_price_yuan", np.round(chance.uniform(6_000, 78_000, size), 2)),
        moments(days_between(chance, first, last, size)).alias("vehicle_registered_on"),
        picked(states, drawn(chance, size, [85, 8, 7])).alias("vehicle_status"),
        picked(("private", "commercial"), drawn(chance, size, [9, 1])).alias("vehicle_use"),
    ]


def _given_houses(chance: Generator, county: County, size: int) -> list[Cells]:
    return [
        pl.lit("house").alias("match_item"),
        picked(NOT_BOUGHT, drawn(chance, size, [4, 2, 3, 1])).alias("house_kind"),
        pl.lit(county.code).alias("house_place_code"),
        pl.Series("matched_house_area_m2", np.round(chance.uniform(45, 110, size), 2)),
        picked(("demolition", "other"), drawn(chance, size, [1, 1])).alias("house_acquisition"),
        pl.lit("held").alias("house_status"),
    ]


def _trades(county: County, home: Ints) -> list[Cells]:
    tails = words("phrases")["match"]["shops"]
    clan = surnames().gather(county.homes["clan"][home])
    kind = home % 3 // 2
    return [
        pl.lit("enterprise").alias("match_item"),
        (clan + picked(tails, home % len(tails))).alias("enterprise_name"),
        picked(SMALL_TRADES, kind).alias("enterprise_kind"),
        pl.lit("active").alias("enterprise_status"),
        picked(("owner", "coop_member"), kind).alias("enterprise_role"),
    ]


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
        pl.lit("payroll").alias("match_item"),
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
            "match_result": constant("hit", size),
            "as_of_on": moments(np.full(size, ROUND_DAY)),
            "holder_role": constant("child", size),
            "verify_result": constant("true", size),
        }
    )
