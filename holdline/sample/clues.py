"""Tables `self_report` and `warning`: the clues that led to cases, and those that did not."""

from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.random import Generator

from holdline.sample.cells import code_sets, moments, picked, two_digits, yuan
from holdline.sample.content import words
from holdline.sample.county import NEVER, Bools, Columns, County, Ints, drawn
from holdline.sample.departures import days_between
from holdline.sample.homes import NO_TYPE
from holdline.sample.members import Persons
from holdline.sample.registers import head_rows
from holdline.sample.risks import (
    ACCIDENT, DISABILITY, DISASTER, EDUCATION, HOUSE, ILLNESS, JOB, RAIN_FELL, WATER, is_rained_on,
)  # fmt: skip
from holdline.sample.spells import case_ids
from holdline.sample.tables import conformed

NO_CASE = -1
CHANNELS = ("app", "hotline_12317", "hotline_gov", "village", "paper")
RESULTS = ("included", "not_included", "helped")
INCLUDED, NOT_INCLUDED, HELPED = 0, 1, 2
STATUSES = ("waiting", "accepted", "verifying", "included", "explained")
ITEMS = (  # item, department that tells, risk it speaks of
    ("medical_cost", 5, ILLNESS),
    ("new_disability", 8, DISABILITY),
    ("job_loss", 2, JOB),
    ("education_cost", 3, EDUCATION),
    ("disaster", 9, DISASTER),
    ("accident", 10, ACCIDENT),
    ("house_danger", 6, HOUSE),
    ("water_cut", 7, WATER),
    ("new_subsistence", 1, 0),
    ("income_drop", 22, 0),
    ("petition", 14, 0),
)
LOST_JOB, STRUCK = 2, 4
REPORTED = (2, 3, 4)
WARNED = (5, 6, 8, 9)
FREE_REPORTS, FREE_WARNINGS = 0.45, 0.8


@dataclass(frozen=True)
class Clues:
    """The two tables, and for each spell the clue it came from."""

    reports: pl.DataFrame
    warnings: pl.DataFrame
    links: pl.DataFrame


def clues(county: County, persons: Persons, register: pl.DataFrame, villages: pl.Series) -> Clues:
    """Reports and warnings of the county, and report_id, warning_id, department of each spell."""
    chance = county.chance("clues")
    cases = county.cases
    ids = case_ids(county)
    reported = np.isin(cases["channel"], REPORTED)
    warned = np.isin(cases["channel"], WARNED)
    at = villages.gather(county.homes["village"])
    reports = _reports(chance, county, reported)
    warnings = _warnings(chance, county, warned)
    found = _warning_table(chance, county, warnings, persons, register, at, ids)
    department = np.full(len(ids), -1)
    mine = warnings["case"] >= 0
    department[warnings["case"][mine]] = warnings["department"][mine]
    department[cases["channel"] != 5] = -1
    links = pl.DataFrame(
        {
            "report_id": picked("S" + ids, np.where(reported, np.arange(len(ids)), -1)),
            "warning_id": picked("W" + ids, np.where(warned, np.arange(len(ids)), -1)),
            "department": two_digits(department),
        }
    )
    return Clues(_report_table(chance, county, reports, persons, register, at, ids), found, links)


def _free_homes(chance: Generator, county: County, ratio: float) -> Ints:
    """Households never monitored that some clue pointed to."""
    homes = county.homes
    able = np.flatnonzero(
        (homes["monitor_type"] == NO_TYPE) & county.any(county.people["is_active"])
    )
    wanted = round(ratio * len(county.cases["home"]))
    return np.sort(chance.permutation(able)[:wanted])


def _dated(chance: Generator, county: County, size: int) -> Ints:
    """Days since 2020, more of them in autumn."""
    day = days_between(chance, np.datetime64("2020-03-01"), county.day - 2, size)
    autumn = days_between(chance, np.datetime64("2021-08-20"), np.datetime64("2021-11-25"), size)
    return np.where(chance.random(size) < 0.4, autumn, day)


def _reports(chance: Generator, county: County, reported: Bools) -> Columns:
    cases, homes = county.cases, county.homes
    mine = np.flatnonzero(reported)
    free = _free_homes(chance, county, FREE_REPORTS)
    size = len(free)
    day = _dated(chance, county, size)
    main = homes["risks"][cases["home"][mine], 0]
    guess = np.array([ILLNESS, JOB, EDUCATION, DISASTER, ACCIDENT, 4])[
        drawn(chance, size, [5, 2, 1, 1, 1, 2])
    ]
    channel = np.array([-1, -1, 0, 1, 3])[cases["channel"][mine]]
    channel = np.where((channel == 1) & (chance.random(len(mine)) < 0.35), 2, channel)
    channel = np.where((channel == 3) & (chance.random(len(mine)) < 0.3), 4, channel)
    result = np.where(chance.random(size) < 0.75, NOT_INCLUDED, HELPED)
    closed = np.minimum(cases["identified_on"][mine], cases["clue_on"][mine] + 15)
    visited = day + 1 + chance.integers(1, 8, size)
    parts = {
        "home": (cases["home"][mine], free),
        "case": (mine, np.full(size, NO_CASE)),
        "risk": (main, guess),
        "channel": (channel, drawn(chance, size, [0.42, 0.2, 0.1, 0.2, 0.08])),
        "result": (np.zeros(len(mine), dtype=int), result),
        "day": (cases["clue_on"][mine], day),
        "accepted": (cases["clue_on"][mine] + 1, day + chance.integers(0, 3, size)),
        "visited": (cases["visited_on"][mine], visited),
        "closed": (closed, visited + chance.integers(1, 6, size)),
    }
    return {name: np.concatenate(both) for name, both in parts.items()}


def _report_table(
    chance: Generator, county: County, rows: Columns, persons: Persons,
    register: pl.DataFrame, at: pl.Series, ids: pl.Series,
) -> pl.DataFrame:  # fmt: skip
    size = len(rows["home"])
    phrase = words("phrases")["report"]
    home = rows["home"]
    known = register["household_id"].gather(home)
    head = head_rows(county)[home]
    accepted, visited, closed = (
        rows[name] <= county.day for name in ("accepted", "visited", "closed")
    )
    status = np.select(
        [closed & (rows["result"] == INCLUDED), closed, visited, accepted], [3, 4, 2, 1], 0
    )
    refused = closed & (rows["result"] != INCLUDED)
    codes = sorted({int(risk) for risk in rows["risk"]})
    numbers = pl.Series(np.arange(size)).cast(pl.String)
    return conformed(
        "self_report",
        {
            "report_id": picked("S" + ids, rows["case"]).fill_null("S" + known + "F" + numbers),
            "household_id": known,
            "village_code": at.gather(home),
            "name": persons.names.gather(head),
            "id_number": persons.numbers.gather(head),
            "phone": pl.Series(10_000_000_000 + chance.integers(0, 10**9, size)).cast(pl.String),
            "self_report_channel": picked(CHANNELS, rows["channel"]),
            "reported_on": moments(rows["day"]),
            "reported_risks": code_sets([[f"{code:02d}"] for code in codes], np.searchsorted(codes, rows["risk"])),
            "content": picked(phrase["contents"], _about(rows["risk"])),
            "accepted_on": moments(_until(rows["accepted"], accepted)),
            "accepted_level": picked(("county", "township"), np.where(accepted, (rows["channel"] > 2).astype(int), -1)),
            "visited_on": moments(_until(rows["visited"], visited)),
            "handling_result": picked(RESULTS, np.where(closed, rows["result"], -1)),
            "case_id": picked(ids, rows["case"]),
            "explained_on": moments(_until(rows["closed"], refused)),
            "explanation": picked(phrase["explained"], np.where(refused, np.arange(size) % 3, -1)),
            "closed_on": moments(_until(rows["closed"], closed)),
            "self_report_status": picked(STATUSES, status),
            "handler_name": picked(phrase["handlers"], np.where(accepted, home % len(phrase["handlers"]), -1)),
        },
    )  # fmt: skip


def _about(risk: Ints) -> Ints:
    """The phrase that tells of each risk."""
    told = {ILLNESS: 0, JOB: 1, EDUCATION: 2, DISASTER: 3, ACCIDENT: 4, HOUSE: 5}
    return np.array([told.get(int(code), 6) for code in risk], dtype=int)


def _until(days: Ints, happened: Bools) -> Ints:
    return np.where(happened, days, NEVER)


def _warnings(chance: Generator, county: County, warned: Bools) -> Columns:
    cases, homes = county.cases, county.homes
    mine = np.flatnonzero(warned)
    free = _free_homes(chance, county, FREE_WARNINGS)
    item, who = _suited(chance, county, free)
    own = _of_risk(homes["risks"][cases["home"][mine], 0])
    own[cases["channel"][mine] == 6] = len(ITEMS) - 1
    size = len(free)
    day = _dated(chance, county, size)
    day[item == STRUCK] = RAIN_FELL + chance.integers(1, 9, int((item == STRUCK).sum()))
    visited = day + chance.integers(1, 8, size)
    source = np.where(item == len(ITEMS) - 1, 6, 5)
    departments = np.array([row[1] for row in ITEMS])
    parts = {
        "home": (cases["home"][mine], free),
        "case": (mine, np.full(size, NO_CASE)),
        "person": (_patient(county)[cases["home"][mine]], who),
        "item": (own, item),
        "source": (cases["channel"][mine], source),
        "department": (departments[own], departments[item]),
        "result": (
            np.zeros(len(mine), dtype=int),
            np.where(chance.random(size) < 0.8, NOT_INCLUDED, HELPED),
        ),
        "day": (cases["clue_on"][mine], day),
        "visited": (cases["visited_on"][mine], visited),
        "closed": (cases["identified_on"][mine], visited + chance.integers(1, 7, size)),
    }
    return {name: np.concatenate(both) for name, both in parts.items()}


def _of_risk(risk: Ints) -> Ints:
    known = {row[2]: place for place, row in enumerate(ITEMS) if row[2]}
    return np.array([known.get(int(code), 9) for code in risk], dtype=int)


def _patient(county: County) -> Ints:
    people = county.people
    every = np.ones(county.households, dtype=bool)
    return county.first((people["major"] | people["chronic"]) * people["self_fen"], every)


def _suited(chance: Generator, county: County, free: Ints) -> tuple[Ints, Ints]:
    """An item that fits who lives there, and whom it concerns (-1: the household)."""
    people = county.people
    every = np.ones(county.households, dtype=bool)
    patient = _patient(county)[free]
    disabled = county.first(people["grade"], every)[free]
    idle = county.first(((people["labour"] <= 2) & ~people["is_working"]).astype(int), every)[free]
    rained = np.full(len(free), is_rained_on(county))
    weights = np.zeros((len(free), len(ITEMS)))
    weights[:, 0] = 4.0 * (patient >= 0)
    weights[:, 1] = 2.0 * (disabled >= 0)
    weights[:, LOST_JOB] = 2.0 * (idle >= 0)
    weights[:, STRUCK] = 3.0 * rained
    weights[:, 9] = 0.6
    weights[:, 10] = 0.3
    item = np.array([], dtype=int)
    if len(free):
        edges = np.cumsum(weights, axis=1)
        item = (chance.random((len(free), 1)) * edges[:, -1:] >= edges).sum(axis=1)
    who = np.select([item == 0, item == 1, item == LOST_JOB], [patient, disabled, idle], -1)
    return item, who


def _warning_table(
    chance: Generator, county: County, rows: Columns, persons: Persons,
    register: pl.DataFrame, at: pl.Series, ids: pl.Series,
) -> pl.DataFrame:  # fmt: skip
    size = len(rows["home"])
    phrase = words("phrases")["warning"]
    home, person = rows["home"], rows["person"]
    known = register["household_id"].gather(home)
    visited, closed = rows["visited"] <= county.day, rows["closed"] <= county.day
    cost = county.people["self_fen"][np.maximum(person, 0)]
    medical = (rows["item"] == 0) & (person >= 0)
    refused = closed & (rows["result"] != INCLUDED)
    content = np.select(
        [rows["item"] == 0, rows["item"] == 1, rows["item"] == LOST_JOB], [1, 2, 3], 0
    )

    return conformed(
        "warning",
        {
            "warning_id": picked("W" + ids, rows["case"]).fill_null("W" + known + "F" + pl.Series(np.arange(size)).cast(pl.String)),
            "source_channel": two_digits(rows["source"]),
            "department": two_digits(np.where(rows["source"] >= 8, -1, rows["department"])),
            "issued_on": moments(rows["day"]),
            "due_on": moments(rows["day"] + 15),
            "household_id": known,
            "person_id": picked(persons.ids, person),
            "village_code": at.gather(home),
            "name": picked(persons.names, person),
            "id_number": picked(persons.numbers, person),
            "warning_item": picked([row[0] for row in ITEMS], rows["item"]),
            "amount_yuan": yuan(cost, medical),
            "content": picked(phrase["contents"], content),
            "visited_on": moments(_until(rows["visited"], visited)),
            "handling_result": picked(RESULTS, np.where(closed, rows["result"], -1)),
            "case_id": picked(ids, rows["case"]),
            "explanation": picked(phrase["explained"], np.where(refused, np.arange(size) % 3, -1)),
            "closed_on": moments(_until(rows["closed"], closed)),
            "handling_status": picked(("waiting", "working", "closed"), np.select([closed, visited], [2, 1], 0)),
            "handler_name": picked(words("phrases")["report"]["handlers"], np.where(visited, home % 8, -1)),
        },
    )  # fmt: skip
