"""Grown children with households of their own, for the households where they were looked up."""

import numpy as np
import polars as pl
from numpy.random import Generator

from holdline.sample.cells import moments, picked, present, yuan
from holdline.sample.content import words
from holdline.sample.county import Array, Columns, County, Ints, drawn
from holdline.sample.departures import days_between
from holdline.sample.families import FEMALE, HEAD, MALE
from holdline.sample.homes import NO_ROUND, NO_TYPE
from holdline.sample.naming import some_given, some_surnames, spelled
from holdline.sample.places import income_of
from holdline.sample.quotes import Quotes
from holdline.sample.tables import conformed

LOOKED_UP = 0.09
PAYROLL, COMPANY, STRONG = 6, 7, 8
KINDS = ("son", "daughter", "adopted", "step")
PAYROLLS = ("civil", "institution", "soe_middle")
MIDDLE = 2
ABILITIES = ("strong", "fair", "weak")
SCALES = ("large", "medium")


def look_up(county: County) -> Columns:
    """Kin of old heads: one row a child, by household."""
    chance = county.chance("kin")
    homes, people = county.homes, county.people
    head = np.flatnonzero(people["relation"] == HEAD)
    old = (people["age"][head] >= 57) & people["is_active"][head]
    needed = homes["criterion"] >= PAYROLL
    rows = np.flatnonzero(old & ((chance.random(county.households) < LOOKED_UP) | needed))
    count = 1 + drawn(chance, len(rows), [0.4, 0.38, 0.17, 0.05])
    count = np.where(homes["criterion"][rows] == STRONG, np.maximum(count, 2), count)
    home = np.repeat(rows, count)
    place = np.arange(len(home)) - np.repeat(np.cumsum(count) - count, count)
    age = np.clip(people["age"][head[home]] - chance.integers(21, 34, len(home)), 20, 65)
    born = _born(chance, county, age)
    sex = np.where(chance.random(len(home)) < 0.46, FEMALE, MALE)
    kin = {"home": home, "place": place, "head": head[home], "age": age, "birth": born, "sex": sex}
    kin["spouse_birth"] = _born(
        chance, county, np.clip(age + chance.integers(-4, 4, len(home)), 21, 68)
    )
    kin["is_married"] = (age >= 24) & (chance.random(len(home)) < 0.86)
    _facts(chance, county, kin)
    return kin


def _born(chance: Generator, county: County, age: Ints) -> Array:
    year = (county.as_of.year - 1970 - age).astype("datetime64[Y]").astype("datetime64[D]")
    return np.asarray(year + (chance.random(len(age)) * 365).astype("timedelta64[D]"))


def _facts(chance: Generator, county: County, kin: Columns) -> None:
    """What each child's household can do; the first child fits the household's criterion."""
    homes, home, size = county.homes, kin["home"], len(kin["home"])
    bound = homes["is_paid"] | (homes["monitor_type"] != NO_TYPE)
    lead = (kin["place"] == 0) & (homes["round"] != NO_ROUND)[home]
    criterion = homes["criterion"][home]
    lot = chance.random((4, size))
    able = ~bound[home]
    kin["payroll"] = np.where(able & (lot[0] < 0.012), drawn(chance, size, [0.3, 0.6, 0.1]), -1)
    kin["payroll"][lead & (criterion == PAYROLL)] = drawn(
        chance, int((lead & (criterion == PAYROLL)).sum()), [0.3, 0.6, 0.1]
    )
    kin["has_enterprise"] = (able & (lot[1] < 0.012)) | (lead & (criterion == COMPANY))
    strong = (criterion == STRONG) & (homes["round"] != NO_ROUND)[home]
    kin["has_car"] = strong | (lot[2] < 0.05)
    kin["has_house"] = strong | (lot[3] < 0.14)
    kin["burden"] = ~strong & ~lead & (chance.random(size) < 0.3)
    mean = income_of(county.code, county.seed)[2]
    ratio = np.exp(chance.normal(-0.12, 0.35, size))
    kin["income"] = mean * np.where(strong, np.maximum(ratio, 1.25), ratio)
    weights = drawn(chance, size, [0.12, 0.58, 0.3])
    kin["ability"] = np.where(strong, 0, np.where(kin["burden"], 2, weights))
    kin["is_proven"] = lead | strong | (chance.random(size) < 0.8)
    kin["split_on"] = days_between(
        chance, np.datetime64("2000-01-01"), np.datetime64("2018-12-31"), size
    )


def name_kin(county: County, kin: Columns) -> None:
    """Fill the names of children and their spouses."""
    chance = county.chance("kin names")
    kin["surname"] = county.homes["clan"][kin["home"]]
    kin["given"] = some_given(chance, kin["birth"], kin["sex"])
    kin["spouse_surname"] = some_surnames(chance, len(kin["home"]))
    kin["spouse_given"] = some_given(chance, kin["spouse_birth"], MALE + FEMALE - kin["sex"])


def link_ids(kin: Columns, quotes: Quotes) -> pl.Series:
    """The number of each child."""
    return "K" + quotes.home(kin["home"]) + pl.Series(kin["place"] + 1).cast(pl.String)


def kin_links(
    county: County, kin: Columns, numbers: tuple[pl.Series, pl.Series], quotes: Quotes
) -> pl.DataFrame:
    """Table `kin_link`; *numbers* are the identity numbers of children and of their spouses."""
    married, known = kin["is_married"], kin["is_proven"]
    proof = words("phrases")["kin"]["proof"]
    spouse = spelled(kin["spouse_surname"], kin["spouse_given"])
    columns: dict[str, object] = {
        "link_id": link_ids(kin, quotes),
        "household_id": quotes.home(kin["home"]),
        "person_id": quotes.person(kin["head"]),
        "kin_relation": picked(KINDS, np.where(kin["sex"] == MALE, 0, 1)),
        "child_name": spelled(kin["surname"], kin["given"]),
        "child_id_number": numbers[0],
        "spouse_name": _where(married, spouse),
        "spouse_id_number": _where(married, numbers[1]),
        "is_relation_proven": known,
        "proof_source": picked(proof, np.where(known, kin["place"] % 2, -1)),
        "split_on": moments(kin["split_on"]),
        "child_county_code": county.code,
    }
    return conformed("kin_link", columns | _means(county, kin) | _posts(county, kin))


def _means(county: County, kin: Columns) -> dict[str, object]:
    """What the child's household has, and what it gives."""
    chance = county.chance("kin means")
    size, known, company = len(kin["home"]), kin["is_proven"], kin["has_enterprise"]
    people = np.where(kin["is_married"], chance.integers(2, 6, size), 1)
    profit = np.rint(chance.uniform(105_000, 480_000, size) * 100).astype(np.int64)
    return {
        "child_household_size": people,
        "child_income_per_head_yuan": np.round(kin["income"], 2),
        "child_income_year": np.full(size, 2021),
        "has_premium_vehicle": present(kin["has_car"], known),
        "has_town_house": present(kin["has_house"], known),
        "has_enterprise": present(company, known),
        "child_employees": present(chance.integers(1, 9, size), company),
        "child_profit_yuan": yuan(profit, company),
        "child_turnover_yuan": yuan(profit * 6, company),
        "has_heavy_burden": present(kin["burden"], known),
        "support_paid_yuan": np.round(chance.gamma(1.6, 700, size), 2),
        "support_ability": picked(ABILITIES, kin["ability"]),
    }


def _posts(county: County, kin: Columns) -> dict[str, object]:
    """A post of the child, or in a quarter of couples of the spouse."""
    chance = county.chance("kin posts")
    married, known = kin["is_married"], kin["is_proven"]
    on_payroll = kin["payroll"] >= 0
    by_spouse = on_payroll & married & (chance.random(len(married)) < 0.25)
    leads = kin["payroll"] == MIDDLE
    return {
        "is_on_payroll": present(on_payroll & ~by_spouse, known),
        "is_spouse_on_payroll": present(by_spouse, known & married),
        "payroll_kind": picked(PAYROLLS, kin["payroll"]),
        "soe_scale": picked(SCALES, np.where(leads, kin["place"] % 2, -1)),
    }


def _where(known: Array, series: pl.Series) -> pl.Series:
    return series.zip_with(pl.Series(known), pl.Series([None], dtype=pl.String))
