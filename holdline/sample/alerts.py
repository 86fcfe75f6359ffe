"""Table `warning`: what departments, petitions and others pointed to."""

import numpy as np
import polars as pl
from numpy.random import Generator

from holdline.sample.cells import moments, picked, two_digits, yuan
from holdline.sample.clues import (
    HELPED,
    INCLUDED,
    NO_CASE,
    NOT_INCLUDED,
    RESULTS,
    clue_numbers,
    told_on,
    unmonitored,
    until,
)  # fmt: skip
from holdline.sample.content import words
from holdline.sample.county import Array, Columns, County, Ints, chosen
from holdline.sample.quotes import Quotes
from holdline.sample.risks import (
    ACCIDENT,
    DISABILITY,
    DISASTER,
    EDUCATION,
    HOUSE,
    ILLNESS,
    JOB,
    RAIN_FELL,
    WATER,
    is_rained_on,
)  # fmt: skip
from holdline.sample.tables import conformed

WARNED = (5, 6, 8, 9)
BY_DEPARTMENT, BY_PETITION = 5, 6
NO_DEPARTMENT = 8
ITEMS = (  # item, department that tells, risk it speaks of
    ("medical_cost", 5, ILLNESS),
    ("new_disability", 8, DISABILITY),
    ("job_loss", 2, JOB),
    ("education_cost", 3, EDUCATION),
    ("disaster", 9, DISASTER),
    ("accident", 10, ACCIDENT),
    ("house_danger", 6, HOUSE),
    ("water_cut", 7, WATER),
    ("income_drop", 22, 0),
    ("petition", 14, 0),
)
MEDICAL, DISABLED, LOST_JOB, STRUCK, POORER, PETITION = 0, 1, 2, 4, 8, 9
STATUSES = ("waiting", "working", "closed")
FREE_WARNINGS = 0.8
DUE_DAYS = 15


def warnings(county: County, quotes: Quotes) -> pl.DataFrame:
    """Clues that led to cases, and others that were looked into."""
    chance = county.chance("warnings")
    mine, free = _included(county), _explained(chance, county)
    rows = {name: np.concatenate([mine[name], free[name]]) for name in mine}
    person, item = rows["person"], rows["item"]
    cost = county.people["self_fen"][np.maximum(person, 0)]
    department = np.array([row[1] for row in ITEMS])[item]
    told = rows["source"] < NO_DEPARTMENT
    content = np.select([item == MEDICAL, item == DISABLED, item == LOST_JOB], [1, 2, 3], 0)
    columns: dict[str, object] = {
        "warning_id": clue_numbers("W", rows, quotes),
        "source_channel": two_digits(rows["source"]),
        "department": two_digits(np.where(told, department, -1)),
        "issued_on": moments(rows["day"]),
        "due_on": moments(rows["day"] + DUE_DAYS),
        "household_id": quotes.home(rows["home"]),
        "person_id": quotes.person(person),
        "village_code": quotes.home(rows["home"], "village_code"),
        "name": quotes.person(person, "name"),
        "id_number": quotes.person(person, "id_number"),
        "warning_item": picked([row[0] for row in ITEMS], item),
        "amount_yuan": yuan(cost, (item == MEDICAL) & (person >= 0)),
        "content": picked(words("phrases")["warning"]["contents"], content),
        "case_id": quotes.case(rows["case"]),
    }
    return conformed("warning", columns | _handled(county, rows))


def department_of_case(county: County) -> Ints:
    """The department that warned of each spell; -1 where none did."""
    cases = county.cases
    item = _of_risk(county.homes["risks"][cases["home"], 0])
    department = np.array([row[1] for row in ITEMS])[item]
    return np.where(cases["channel"] == BY_DEPARTMENT, department, -1)


def _included(county: County) -> Columns:
    cases = county.cases
    at = np.flatnonzero(np.isin(cases["channel"], WARNED))
    home = cases["home"][at]
    item = _of_risk(county.homes["risks"][home, 0])
    item[cases["channel"][at] == BY_PETITION] = PETITION
    return {
        "home": home,
        "case": at,
        "person": np.where(item == MEDICAL, _patient(county)[home], -1),
        "item": item,
        "source": cases["channel"][at],
        "result": np.full(len(at), INCLUDED),
        "day": cases["clue_on"][at],
        "visited": cases["visited_on"][at],
        "closed": cases["identified_on"][at],
    }


def _explained(chance: Generator, county: County) -> Columns:
    home = unmonitored(chance, county, FREE_WARNINGS)
    size = len(home)
    item, person = _suited(chance, county, home)
    day: Array = told_on(chance, county, size)
    struck = item == STRUCK
    day[struck] = RAIN_FELL + chance.integers(1, 9, int(struck.sum()))
    visited = day + chance.integers(1, 8, size)
    return {
        "home": home,
        "case": np.full(size, NO_CASE),
        "person": person,
        "item": item,
        "source": np.where(item == PETITION, BY_PETITION, BY_DEPARTMENT),
        "result": np.where(chance.random(size) < 0.8, NOT_INCLUDED, HELPED),
        "day": day,
        "visited": visited,
        "closed": visited + chance.integers(1, 7, size),
    }


def _of_risk(risk: Ints) -> Ints:
    known = {row[2]: place for place, row in enumerate(ITEMS) if row[2]}
    return np.array([known.get(int(code), POORER) for code in risk], dtype=int)


def _patient(county: County) -> Ints:
    """Who costs most of the ill of each household, -1 where nobody is ill."""
    people = county.people
    every = np.ones(county.households, dtype=bool)
    return county.first((people["major"] | people["chronic"]) * people["self_fen"], every)


def _suited(chance: Generator, county: County, home: Ints) -> tuple[Ints, Ints]:
    """An item that fits who lives there, and whom it concerns (-1: the household)."""
    people = county.people
    every = np.ones(county.households, dtype=bool)
    patient = _patient(county)[home]
    disabled = county.first(people["grade"], every)[home]
    able = (people["labour"] <= 2) & ~people["is_working"]
    idle = county.first(able.astype(int), every)[home]
    weights = np.zeros((len(home), len(ITEMS)))
    weights[:, MEDICAL] = 4.0 * (patient >= 0)
    weights[:, DISABLED] = 2.0 * (disabled >= 0)
    weights[:, LOST_JOB] = 2.0 * (idle >= 0)
    weights[:, STRUCK] = 3.0 * is_rained_on(county)
    weights[:, [POORER, PETITION]] = (0.6, 0.3)
    item = chosen(chance, weights)
    mask = [item == MEDICAL, item == DISABLED, item == LOST_JOB]
    return item, np.select(mask, [patient, disabled, idle], -1)


def _handled(county: County, rows: Columns) -> dict[str, object]:
    """How far each warning has come by the sample's day."""
    phrase = words("phrases")["warning"]
    handlers = words("phrases")["report"]["handlers"]
    visited, closed = (rows[name] <= county.day for name in ("visited", "closed"))
    refused = closed & (rows["result"] != INCLUDED)
    reason = np.where(refused, rows["home"] % len(phrase["explained"]), -1)
    handler = np.where(visited, rows["home"] % len(handlers), -1)
    return {
        "visited_on": moments(until(rows["visited"], visited)),
        "handling_result": picked(RESULTS, np.where(closed, rows["result"], -1)),
        "explanation": picked(phrase["explained"], reason),
        "closed_on": moments(until(rows["closed"], closed)),
        "handling_status": picked(STATUSES, np.select([closed, visited], [2, 1], 0)),
        "handler_name": picked(handlers, handler),
    }
