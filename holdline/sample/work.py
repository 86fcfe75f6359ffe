"""Who works, where, for how many months, and who holds a public-welfare post."""

import numpy as np
import polars as pl
from numpy.random import Generator

from holdline.reference.divisions import shipped
from holdline.sample.conditions import WEAK
from holdline.sample.content import words
from holdline.sample.county import NEVER, Bools, County, Ints, drawn
from holdline.sample.departures import days_between
from holdline.sample.homes import NO_ROUND
from holdline.sample.risks import JOB, has_risk

CONTRACT, INSURED, PUBLIC, SELF, CASUAL, IDLE = 0, 1, 2, 3, 4, 5
FORMS = ("contract", "insured", "public", "self", "casual", "none")
TOWN, COUNTY, PROVINCE, AWAY = 1, 2, 3, 4
NO_POST = -1
POSTS = (1, 2, 3, 4, 5, 6, 7, 8, 9)


def employ(county: County) -> None:
    """Fill people's is_working, region, place, months, form, employed_from, post and its months.

    `place` is a row of *workplaces*; -1, and 0 months, for those who do not work.
    """
    chance = county.chance("work")
    people = county.people
    size = len(people["home"])
    able = (people["labour"] <= 2) & people["is_active"]
    unsteady = (has_risk(county, JOB) & county.homes["is_open"])[people["home"]]
    share = np.where(unsteady, 0.55, 0.7)
    working = able & (chance.random(size) < share)
    working |= ~np.isnat(people["graduated_on"]) & able
    region = np.where(working, drawn(chance, size, [0, 0.25, 0.3, 0.25, 0.2]), -1)
    _posts(chance, county, able, working, region)
    people["is_working"] = working
    people["region"] = region
    people["place"] = _places(chance, county, region)
    months = np.where(unsteady, chance.integers(2, 7, size), chance.integers(5, 13, size))
    people["months"] = np.where(working, months, 0)
    form = drawn(chance, size, [0.33, 0.1, 0.0, 0.07, 0.5])
    people["form"] = np.where(working, form, IDLE)
    _steady(chance, county)


def _posts(chance: Generator, county: County, able: Bools, working: Bools, region: Ints) -> None:
    """Posts for a few near home; who could do ordinary work counts as working in the township."""
    people, homes = county.people, county.homes
    size = len(people["home"])
    adult = (people["age"] >= 18) & (people["age"] < 70) & people["is_active"]
    fit = adult & (people["labour"] <= WEAK) & (region < PROVINCE) & (people["school"] <= 0)
    fit &= (homes["round"] == NO_ROUND)[people["home"]] & (people["destitute"] == 0)
    post = fit & (chance.random(size) < np.where(people["age"] >= 45, 0.09, 0.02))
    kind = np.array(POSTS)[drawn(chance, size, [1, 3, 2, 2, 0.5, 3, 1, 2, 3])]
    people["public_post"] = np.where(post, kind, NO_POST)
    people["post_months"] = np.where(post, chance.integers(4, 13, size), 0)
    at = post & able
    working[at] = True
    region[at] = TOWN


def _steady(chance: Generator, county: County) -> None:
    """The graduates of a household whose cause of poverty is gone have stable jobs."""
    people = county.people
    graduate = ~np.isnat(people["graduated_on"]) & people["is_working"]
    people["form"][graduate] = CONTRACT
    people["months"][graduate] = 12
    on_post = people["is_working"] & (people["public_post"] >= 0)
    people["form"][on_post] = CASUAL
    people["months"][on_post] = people["post_months"][on_post]
    last = county.day - people["months"] * 30
    first = days_between(
        chance,
        np.datetime64("2016-01-01"),
        np.maximum(last, np.datetime64("2016-01-02")),
        len(last),
    )
    people["employed_from"] = np.where(people["is_working"], first, NEVER)
    later = np.maximum(people["graduated_on"] + 40, first)
    people["employed_from"][graduate] = np.minimum(later[graduate], np.datetime64("2020-09-01"))


def workplaces(county: County) -> pl.DataFrame:
    """Where people work: code, name. First the county itself, then its province, then away."""
    rows = shipped((county.code[:2],)).filter(pl.col("level") <= 3)
    names = dict(rows.select("division_code", "division_name").rows())
    inside = rows.filter(
        pl.col("division_kind").is_in(["district", "county", "county_city"])
        & (pl.col("division_code") != county.code)
    )["division_code"].to_list()
    away = [row for row in words("work")["away"] if row[0][:2] != county.code[:2]]
    found = [(code, _full(code, names)) for code in [county.code, *inside]]
    return pl.DataFrame(
        [*found, *((code, name) for code, name, _ in away)],
        schema=["code", "name"],
        orient="row",
    )


def _full(code: str, names: dict[str, str]) -> str:
    return names[code[:2]] + names[code[:4]] + names[code]


def _places(chance: Generator, county: County, region: Ints) -> Ints:
    away = [row[2] for row in words("work")["away"] if row[0][:2] != county.code[:2]]
    inside = len(workplaces(county)) - 1 - len(away)
    size = len(region)
    found = np.where(region > 0, 0, -1)
    near = 1 + chance.integers(0, max(inside, 1), size)
    found = np.where(region == PROVINCE, near, found)
    return np.where(region == AWAY, 1 + inside + drawn(chance, size, away), found)
