"""Table `work_monitor`: the jobs people have, and the plans of those who look for one."""

import numpy as np
import polars as pl
from numpy.random import Generator

from holdline.sample.cells import code_sets, moments, picked, present, two_digits, yuan
from holdline.sample.content import words
from holdline.sample.county import NEVER, Bools, County, Ints, drawn
from holdline.sample.departures import at_work
from holdline.sample.quotes import Quotes
from holdline.sample.risks import JOB, has_risk
from holdline.sample.tables import conformed
from holdline.sample.work import FORMS, IDLE, PROVINCE, SELF, TOWN, workplaces

NEEDS = (["01"], ["02"], ["03"], ["01", "02"])
OUT, PLACED, WORKSHOP, FIRM, POST, OWN, FLEXIBLE = 1, 2, 3, 4, 5, 6, 7


def work_monitor(county: County, quotes: Quotes) -> pl.DataFrame:
    """One row for each person at work this year, and for some who could be."""
    chance = county.chance("jobs")
    people = county.people
    at = _rows(chance, county)
    working, post = people["is_working"][at], people["public_post"][at]
    plans = ~working & (chance.random(len(at)) < 0.6)
    needs = drawn(chance, len(at), [3, 4, 1, 2])
    updated = county.day - chance.integers(2, 200, len(at))
    columns: dict[str, object] = {
        "work_id": "G" + quotes.person(at),
        "person_id": quotes.person(at),
        "household_id": quotes.home(people["home"][at]),
        "data_year": county.as_of.year,
        "is_working": working,
        "plans_work": plans,
        "service_needs": code_sets(NEEDS, np.where(plans, needs, -1)),
        "work_months": present(people["months"][at], working),
        "public_post": two_digits(post),
        "public_post_months": present(people["post_months"][at], post >= 0),
        "updated_at": moments(at_work(chance, updated)),
    }
    return conformed("work_monitor", columns | _placed(chance, county, at) | _spell(county, at))


def _rows(chance: Generator, county: County) -> Ints:
    """People at work, and half of those who could be; all of them where jobs are the risk."""
    people = county.people
    able: Bools = (people["labour"] <= 2) & people["is_active"] & ~people["is_soldier"]
    unsteady = has_risk(county, JOB)[people["home"]]
    looking = able & ~people["is_working"] & (unsteady | (chance.random(len(able)) < 0.5))
    return np.flatnonzero(people["is_working"] | looking)


def _placed(chance: Generator, county: County, at: Ints) -> dict[str, object]:
    """Where the job is, through which channel, and what it pays."""
    people, size = county.people, len(at)
    working, place = people["is_working"][at], people["place"][at]
    places = workplaces(county)
    names = words("work")["employers"] + words("work")["local_employers"]
    employer = drawn(chance, size, np.ones(len(names)))
    pay = np.rint(np.exp(chance.normal(7.9, 0.3, size)) * 100).astype(np.int64)
    fare = np.rint(chance.uniform(200, 800, size) * 100).astype(np.int64)
    return {
        "work_channel": two_digits(np.where(working, _channels(chance, county, at), -1)),
        "work_region": two_digits(people["region"][at]),
        "work_place": picked(places["name"], place),
        "work_place_code": picked(places["code"], place),
        "employer_name": picked(names, np.where(working, employer, -1)),
        "employment_form": picked(FORMS, np.where(working, people["form"][at], IDLE)),
        "monthly_income_yuan": yuan(pay, working),
        "transport_subsidy_yuan": yuan(fare, people["region"][at] >= PROVINCE),
    }


def _channels(chance: Generator, county: County, at: Ints) -> Ints:
    """Workshops and posts are in the county only."""
    people, size = county.people, len(at)
    region = people["region"][at]
    far = region >= PROVINCE
    near = np.where(region == TOWN, FIRM, PLACED)
    near = np.where(chance.random(size) < 0.5, FLEXIBLE, near)
    near = np.where(chance.random(size) < 0.15, WORKSHOP, near)
    found = np.where(far, np.where(chance.random(size) < 0.8, OUT, PLACED), near)
    found = np.where(people["form"][at] == SELF, OWN, found)
    return np.where(people["public_post"][at] >= 0, POST, found)


def _spell(county: County, at: Ints) -> dict[str, object]:
    """The job's days in this year; three in ten short jobs are over."""
    people = county.people
    chance = county.chance("job spells")
    first = np.datetime64(f"{county.as_of.year}-01-01")
    working, months = people["is_working"][at], people["months"][at]
    since = people["employed_from"][at]
    start = np.where(since < first, first, np.minimum(since, county.day - months * 30))
    ended = working & (months < 12) & (chance.random(len(at)) < 0.3)
    end = np.minimum(start + months * 30, county.day - 1)
    return {
        "started_on": moments(np.where(working, start, NEVER)),
        "ended_on": moments(np.where(ended, end, NEVER)),
    }
