"""Table `work_monitor`: the jobs people have, and the plans of those who look for one."""

import numpy as np
import polars as pl

from holdline.sample.cells import code_sets, moments, picked, present, two_digits, yuan
from holdline.sample.content import words
from holdline.sample.county import NEVER, County, drawn
from holdline.sample.members import Persons
from holdline.sample.risks import JOB, has_risk
from holdline.sample.tables import conformed
from holdline.sample.work import AWAY, FORMS, PROVINCE, TOWN, workplaces

NEEDS = (["01"], ["02"], ["03"], ["01", "02"])
OUT, PLACED, WORKSHOP, FIRM, POST, OWN, FLEXIBLE = 1, 2, 3, 4, 5, 6, 7


def work_monitor(county: County, persons: Persons, register: pl.DataFrame) -> pl.DataFrame:
    """One row for each person at work this year, and for some who could be."""
    chance = county.chance("jobs")
    people = county.people
    able = (people["labour"] <= 2) & people["is_active"] & ~people["is_soldier"]
    unsteady = has_risk(county, JOB)[people["home"]]
    looking = able & ~people["is_working"] & (unsteady | (chance.random(len(able)) < 0.5))
    at = np.flatnonzero(people["is_working"] | looking)
    size = len(at)
    working, region, post = people["is_working"][at], people["region"][at], people["public_post"][at]
    plans = ~working & (chance.random(size) < 0.6)
    far = region >= PROVINCE
    near = np.where(region == TOWN, FIRM, PLACED)
    channel = np.where(far, np.where(chance.random(size) < 0.8, OUT, PLACED), near)
    channel = np.where(~far & (chance.random(size) < 0.5), FLEXIBLE, channel)
    channel = np.where(~far & (chance.random(size) < 0.15), WORKSHOP, channel)
    channel = np.where(people["form"][at] == 3, OWN, channel)
    channel = np.where(post >= 0, POST, channel)
    months = people["months"][at]
    start = np.maximum(people["employed_from"][at], np.datetime64("2022-01-01"))
    latest = county.day - months * 30
    start = np.where(people["employed_from"][at] < np.datetime64("2022-01-01"), np.datetime64("2022-01-01"), np.minimum(start, latest))
    ended = working & (months < 12) & (chance.random(size) < 0.3)
    places = workplaces(county)
    place = people["place"][at]
    phrase = words("work")
    names = phrase["employers"] + phrase["local_employers"]
    pay = np.rint(np.exp(chance.normal(7.9, 0.3, size)) * 100).astype(np.int64)
    fare = np.rint(chance.uniform(200, 800, size) * 100).astype(np.int64)
    return conformed(
        "work_monitor",
        {
            "work_id": "G" + persons.ids.gather(at),
            "person_id": persons.ids.gather(at),
            "household_id": register["household_id"].gather(people["home"][at]),
            "data_year": np.full(size, county.as_of.year),
            "is_working": working,
            "plans_work": plans,
            "service_needs": code_sets(NEEDS, np.where(plans, drawn(chance, size, [3, 4, 1, 2]), -1)),
            "work_channel": two_digits(np.where(working, channel, -1)),
            "work_region": two_digits(region),
            "work_place": picked(places["name"], place),
            "work_place_code": picked(places["code"], place),
            "employer_name": picked(names, np.where(working, drawn(chance, size, np.ones(len(names))), -1)),
            "employment_form": picked(FORMS, np.where(working, people["form"][at], 5)),
            "started_on": moments(np.where(working, start, NEVER)),
            "ended_on": moments(np.where(ended, np.minimum(start + months * 30, county.day - 1), NEVER)),
            "work_months": present(months, working),
            "monthly_income_yuan": yuan(pay, working),
            "transport_subsidy_yuan": yuan(fare, working & far & (region <= AWAY)),
            "public_post": two_digits(post),
            "public_post_months": present(people["post_months"][at], post >= 0),
            "updated_at": moments((county.day - chance.integers(2, 200, size)).astype("datetime64[s]") + chance.integers(28_800, 64_800, size)),
        },
    )  # fmt: skip
