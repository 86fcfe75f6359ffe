"""Table `support_measure`: what is lacking is supplied, soon after a household is taken in."""

from collections.abc import Iterator

import numpy as np
import polars as pl
from numpy.random import Generator

from holdline.sample.cells import code_sets, moments, picked, present, two_digits, yuan
from holdline.sample.conditions import WEAK
from holdline.sample.content import words
from holdline.sample.county import Array, Bools, Columns, County, Ints, drawn
from holdline.sample.departures import days_between
from holdline.sample.histories import BY_SUPPORT, NATURAL, OPEN
from holdline.sample.homes import NO_ROUND, NO_TYPE, ORDINARY
from holdline.sample.members import Persons
from holdline.sample.risks import (
    ACCIDENT,
    DISABILITY,
    DISASTER,
    EDUCATION,
    HOUSE,
    ILLNESS,
    JOB,
    NO_HANDS,
    OTHER,
    VENTURE,
    WATER,
)
from holdline.sample.spells import case_ids
from holdline.sample.tables import conformed

NOBODY = -1
ANY_RISK = 0
INDUSTRY, EMPLOYMENT, FINANCE, POST = 39, 40, 41, 42
DEVELOPMENTAL = (INDUSTRY, EMPLOYMENT, FINANCE, POST)
OUTSIDE_SHARE = 0.42
YOUNG_DAYS = 62


def measures(county: County, persons: Persons, register: pl.DataFrame) -> pl.DataFrame:
    """Table `support_measure`; fills cases' `developed` (0 not yet, 1 done, 2 not needed)."""
    chance = county.chance("measures")
    inside = _joined(list(_for_cases(chance, county)))
    outside = _joined(list(_outside(chance, county)))
    _develop(county, inside)
    both = {name: np.concatenate([inside[name], outside[name]]) for name in inside}
    order = np.lexsort((both["started_on"], both["home"]))
    rows = {name: values[order] for name, values in both.items()}
    return _table(chance, county, rows, persons, register)


def _joined(parts: list[Columns]) -> Columns:
    return {name: np.concatenate([part[name] for part in parts]) for name in parts[0]}


def _workers(county: County) -> tuple[Ints, Ints, Ints]:
    """For each household: who could take a job, who is away at one, who is at school."""
    people = county.people
    every = np.ones(county.households, dtype=bool)
    able = (people["labour"] <= 2) & people["is_working"]
    away = able & (people["region"] >= 3) & (people["public_post"] < 0)
    vocational = (people["school"] > 40) & (people["school"] < 60)
    learning = np.where(vocational, 3, np.where(people["school"] > 30, 2, people["school"] > 0))
    return (
        county.first(able.astype(int), every),
        county.first(away.astype(int), every),
        county.first(learning, every),
    )


def _for_cases(chance: Generator, county: County) -> Iterator[Columns]:
    """Pieces of rows, each a kind of measure for the spells that need it."""
    cases, homes, people = county.cases, county.homes, county.people
    home = cases["home"]
    risks = homes["risks"][home]
    worker, away, pupil = (row[home] for row in _workers(county))
    paid = county.any(np.isin(people["subsistence"], (1, 2)))[home]
    disabled = county.any(people["disabled"])[home]
    hands = county.any(people["labour"] <= WEAK)[home]
    farms, earns = homes["business_fen"][home] > 0, homes["wage_fen"][home] > 0
    old = cases["identified_on"] < county.day - YOUNG_DAYS
    natural = cases["ending"] == NATURAL

    def has(code: int) -> Bools:
        return np.asarray((risks == code).any(axis=1))

    def piece(
        mask: Bools, group: int, kinds: tuple[int, ...], risk: int, who: Ints | None = None
    ) -> Columns:
        return _piece(chance, county, np.flatnonzero(mask), group, kinds, risk, who)

    yield piece(has(ILLNESS), 45, (4501, 4502, 4503, 4504, 4506), ILLNESS)
    yield piece(has(DISABILITY) & disabled, 48, (4803,), DISABILITY)
    yield piece(has(DISABILITY) & ~disabled, 52, (5203,), DISABILITY)
    yield piece(has(DISASTER), 48, (4807, 4805), DISASTER)
    yield piece(has(ACCIDENT), 48, (4805,), ACCIDENT)
    yield piece(has(NO_HANDS) & paid, 48, (4801,), NO_HANDS)
    yield piece(has(NO_HANDS) & ~paid, 48, (4805, 4804), NO_HANDS)
    yield piece(has(VENTURE), FINANCE, (4103,), VENTURE)
    at_school = people["school"][np.maximum(pupil, 0)]
    vocational = (at_school > 40) & (at_school < 60)
    yield piece(has(EDUCATION) & vocational, 47, (4702,), EDUCATION, pupil)
    yield piece(has(EDUCATION) & ~vocational, 47, (4701, 4703), EDUCATION, pupil)
    yield piece(has(HOUSE), 50, (5001, 5002), HOUSE)
    yield piece(has(WATER), 51, (5101, 5102), WATER)
    yield piece(has(OTHER), 99, (99,), OTHER)
    some = chance.random((3, len(home)))
    active = old & hands & ~natural
    works = (worker >= 0) & earns
    travels = (away >= 0) & works
    yield piece(
        active & travels & ((some[0] < 0.8) | has(JOB) | ~farms), EMPLOYMENT, (4002,), JOB, away
    )
    yield piece(
        active & works & ~travels & ((some[0] < 0.7) | has(JOB) | ~farms),
        EMPLOYMENT,
        (4004, 4003),
        JOB,
        worker,
    )
    yield piece(active & has(JOB) & ~works & (worker < 0), 52, (5203,), JOB)
    yield piece(active & farms, INDUSTRY, (3901, 3902, 3905, 3907, 3908), ANY_RISK)
    yield piece(active & ~farms & ~works, FINANCE, (4103,), ANY_RISK)
    yield piece(paid & (some[1] < 0.5) & ~has(NO_HANDS) & ~natural, 48, (4801,), ANY_RISK)
    yield piece(some[2] < 0.3, 52, (5201, 5202, 5203), ANY_RISK)


def _piece(
    chance: Generator,
    county: County,
    at: Ints,
    group: int,
    kinds: tuple[int, ...],
    risk: int,
    who: Ints | None,
) -> Columns:
    """One measure for each spell of *at*: the first within days, developmental ones a little later."""
    cases, size = county.cases, len(at)
    start = cases["identified_on"][at]
    ended = cases["ending"][at] != OPEN
    last = np.where(ended, cases["eliminated_on"][at], county.day)
    delay = chance.integers(2, 26, size) + (group in DEVELOPMENTAL) * chance.integers(0, 34, size)
    started = np.minimum(start + delay, np.maximum(start, last - 1))
    return {
        "home": cases["home"][at],
        "case": at,
        "person": np.full(size, NOBODY) if who is None else who[at],
        "group": np.full(size, group),
        "kind": np.array(kinds)[drawn(chance, size, np.ones(len(kinds)))],
        "risk": np.full(size, risk),
        "started_on": started,
        "ended_on": np.where(ended, last, np.datetime64("NaT", "D")),
    }


def _outside(chance: Generator, county: County) -> Iterator[Columns]:
    """Support of households lifted out that were never monitored."""
    homes, people = county.homes, county.people
    free = (
        (homes["group"] != ORDINARY)
        & (homes["monitor_type"] == NO_TYPE)
        & (homes["round"] == NO_ROUND)
    )
    lot = chance.random((5, county.households))
    every = np.ones(county.households, dtype=bool)
    away = _workers(county)[1]
    vocational = county.first(
        ((people["school"] > 40) & (people["school"] < 60)).astype(int), every
    )
    farms = homes["business_fen"] > 0
    allowed = county.any((people["subsistence"] == 1) | (people["subsistence"] == 2))
    plans: tuple[tuple[Bools, int, tuple[int, ...], Ints | None], ...] = (
        (farms & (lot[0] < OUTSIDE_SHARE), INDUSTRY, (3901, 3902, 3905, 3906, 3907), None),
        ((away >= 0) & (lot[1] < OUTSIDE_SHARE), EMPLOYMENT, (4002,), away),
        (allowed & (lot[2] < 0.2), 48, (4801,), None),
        (lot[3] < 0.2, 45, (4501, 4503), None),
        ((vocational >= 0) & (lot[4] < 0.7), 47, (4702,), vocational),
    )
    for mask, group, kinds, who in plans:
        at = np.flatnonzero(mask & free)
        size = len(at)
        started = days_between(chance, np.datetime64("2019-01-05"), county.day - 20, size)
        closed = chance.random(size) < 0.5
        yield {
            "home": at,
            "case": np.full(size, NOBODY),
            "person": np.full(size, NOBODY) if who is None else who[at],
            "group": np.full(size, group),
            "kind": np.array(kinds)[drawn(chance, size, np.ones(len(kinds)))],
            "risk": np.full(size, ANY_RISK),
            "started_on": started,
            "ended_on": np.where(
                closed, np.minimum(started + 360, county.day), np.datetime64("NaT", "D")
            ),
        }


def _develop(county: County, rows: Columns) -> None:
    """Whether developmental measures have begun, are yet to, or nobody could take part."""
    cases = county.cases
    begun = np.zeros(len(cases["home"]), dtype=bool)
    begun[rows["case"][np.isin(rows["group"], DEVELOPMENTAL)]] = True
    hands = county.any(county.people["labour"] <= WEAK)[cases["home"]]
    cases["developed"] = np.where(begun, 1, np.where(hands, 0, 2))
    stuck = (cases["ending"] == BY_SUPPORT) & ~begun
    if stuck.any():
        raise AssertionError("A household was eliminated through support that had none.")


def _table(
    chance: Generator, county: County, rows: Columns, persons: Persons, register: pl.DataFrame
) -> pl.DataFrame:
    size = len(rows["home"])
    phrase = words("phrases")["case"]
    ids = register["household_id"].gather(rows["home"])
    kinds = np.unique(rows["kind"])
    pool = [["99"] if kind == OTHER else [str(kind)] for kind in kinds]
    place = _places(rows["home"])
    paid = chance.random(size) < 0.7
    amount = np.rint(np.exp(chance.normal(6.9, 0.7, size)) * 100).astype(np.int64)
    other = rows["kind"] == OTHER
    day = rows["started_on"].astype("datetime64[s]") + (
        9 * 3600 + (chance.random(size) * 30_000).astype(int)
    ).astype("timedelta64[s]")
    units = phrase["organisations"]
    return conformed(
        "support_measure",
        {
            "measure_id": "M" + ids + pl.Series(100 + place).cast(pl.String).str.slice(1),
            "household_id": ids,
            "case_id": picked(case_ids(county), rows["case"]),
            "person_id": picked(persons.ids, rows["person"]),
            "measure_class": pl.Series(rows["group"]).cast(pl.String),
            "measure_kinds": code_sets(pool, np.searchsorted(kinds, rows["kind"])),
            "risk_type": two_digits(np.where(_named(county, rows), rows["risk"], -1)),
            "started_on": moments(rows["started_on"]),
            "ended_on": moments(rows["ended_on"]),
            "amount_yuan": yuan(amount, paid),
            "organisation": picked(units, drawn(chance, size, np.ones(len(units)))),
            "outcome": picked(
                phrase["helped"], np.where(paid, np.arange(size) % len(phrase["helped"]), -1)
            ),
            "measure_note": picked(
                phrase["measure_other"],
                np.where(other, np.arange(size) % len(phrase["measure_other"]), -1),
            ),
            "entered_at": moments(
                np.minimum(day + np.timedelta64(2, "D"), county.day.astype("datetime64[s]") + 60_000)
            ),
        },
    )


def _named(county: County, rows: Columns) -> Bools:
    """Whether the measure's risk is one the spell's household really carries."""
    risks = county.homes["risks"][rows["home"]]
    return np.asarray((risks == rows["risk"][:, None]).any(axis=1) & (rows["risk"] > 0))


def _places(home: Array) -> Ints:
    """The place of each row among those of its household, from 0; rows are by household."""
    start = np.r_[True, home[1:] != home[:-1]]
    first = np.flatnonzero(start)
    return np.arange(len(home)) - first[np.cumsum(start) - 1]
