"""Table `support_measure`: what is lacking is supplied, soon after a household is taken in."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.random import Generator

from holdline.sample.cells import code_sets, moments, picked, two_digits, yuan
from holdline.sample.conditions import WEAK
from holdline.sample.content import words
from holdline.sample.county import NEVER, Array, Bools, Columns, County, Ints, drawn
from holdline.sample.departures import at_work, days_between
from holdline.sample.histories import BY_SUPPORT, NATURAL, OPEN
from holdline.sample.homes import NO_ROUND, NO_TYPE, ORDINARY
from holdline.sample.quotes import Quotes
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
)  # fmt: skip
from holdline.sample.tables import conformed

NOBODY, NO_CASE, ANY_RISK = -1, -1, 0
INDUSTRY, EMPLOYMENT, FINANCE, POST = 39, 40, 41, 42
HEALTH, SCHOOLING, SAFETY_NET, HOUSING, DRINKING, SOCIAL = 45, 47, 48, 50, 51, 52
DEVELOPMENTAL = (INDUSTRY, EMPLOYMENT, FINANCE, POST)
OTHER_KIND = 99
YOUNG_DAYS = 62


@dataclass(frozen=True)
class Offer:
    """A kind of measure, and the spells (or households) it is given to."""

    mask: Bools
    group: int
    kinds: tuple[int, ...]
    risk: int = ANY_RISK
    who: Ints | None = None


@dataclass(frozen=True)
class Able:
    """For each household: someone at a job, someone away at one, someone at school; -1: nobody."""

    worker: Ints
    away: Ints
    pupil: Ints
    is_vocational: Bools

    def at(self, homes: Ints) -> "Able":
        """The same for *homes*."""
        return Able(
            worker=self.worker[homes],
            away=self.away[homes],
            pupil=self.pupil[homes],
            is_vocational=self.is_vocational[homes],
        )


def measures(county: County, quotes: Quotes) -> pl.DataFrame:
    """Table `support_measure`; fills cases' `developed` (0 not yet, 1 done, 2 not needed)."""
    chance = county.chance("measures")
    able = _able(county)
    inside = _joined([_in_case(chance, county, one) for one in _for_cases(chance, county, able)])
    outside = _joined([_beside(chance, county, one) for one in _for_homes(chance, county, able)])
    _develop(county, inside)
    both = {name: np.concatenate([inside[name], outside[name]]) for name in inside}
    order = np.lexsort((both["started_on"], both["home"]))
    return _table(county, {name: values[order] for name, values in both.items()}, quotes)


def _joined(parts: list[Columns]) -> Columns:
    return {name: np.concatenate([part[name] for part in parts]) for name in parts[0]}


def _able(county: County) -> Able:
    people = county.people
    every = np.ones(county.households, dtype=bool)
    working = (people["labour"] <= 2) & people["is_working"]
    away = working & (people["region"] >= 3) & (people["public_post"] < 0)
    vocational = (people["school"] > 40) & (people["school"] < 60)
    learning = np.select([vocational, people["school"] > 30, people["school"] > 0], [3, 2, 1], 0)
    pupil = county.first(learning, every)
    return Able(
        county.first(working.astype(int), every),
        county.first(away.astype(int), every),
        pupil,
        (pupil >= 0) & vocational[np.maximum(pupil, 0)],
    )


def _for_cases(chance: Generator, county: County, able: Able) -> Iterator[Offer]:
    home = county.cases["home"]
    risks = county.homes["risks"][home]
    has = {code: (risks == code).any(axis=1) for code in range(100)}
    paid = county.any(np.isin(county.people["subsistence"], (1, 2)))[home]
    disabled = county.any(county.people["disabled"])[home]
    yield from _by_risk(has, paid, disabled, able.at(home))
    yield from _by_work(chance, county, has, able.at(home))
    some = chance.random((2, len(home)))
    natural = county.cases["ending"] == NATURAL
    allowed = paid & (some[0] < 0.5) & ~has[NO_HANDS] & ~natural
    yield Offer(allowed, SAFETY_NET, (4801,))
    yield Offer(some[1] < 0.3, SOCIAL, (5201, 5202, 5203))


def _by_risk(has: dict[int, Bools], paid: Bools, disabled: Bools, able: Able) -> Iterator[Offer]:
    """What answers each risk; an allowance only for those who draw it."""
    yield Offer(has[ILLNESS], HEALTH, (4501, 4502, 4503, 4504, 4506), ILLNESS)
    yield Offer(has[DISABILITY] & disabled, SAFETY_NET, (4803,), DISABILITY)
    yield Offer(has[DISABILITY] & ~disabled, SOCIAL, (5203,), DISABILITY)
    yield Offer(has[DISASTER], SAFETY_NET, (4807, 4805), DISASTER)
    yield Offer(has[ACCIDENT], SAFETY_NET, (4805,), ACCIDENT)
    yield Offer(has[NO_HANDS] & paid, SAFETY_NET, (4801,), NO_HANDS)
    yield Offer(has[NO_HANDS] & ~paid, SAFETY_NET, (4805, 4804), NO_HANDS)
    yield Offer(has[VENTURE], FINANCE, (4103,), VENTURE)
    grown = has[EDUCATION] & able.is_vocational
    yield Offer(grown, SCHOOLING, (4702,), EDUCATION, able.pupil)
    yield Offer(has[EDUCATION] & ~grown, SCHOOLING, (4701, 4703), EDUCATION, able.pupil)
    yield Offer(has[HOUSE], HOUSING, (5001, 5002), HOUSE)
    yield Offer(has[WATER], DRINKING, (5101, 5102), WATER)
    yield Offer(has[OTHER], OTHER_KIND, (OTHER_KIND,), OTHER)


def _by_work(
    chance: Generator, county: County, has: dict[int, Bools], able: Able
) -> Iterator[Offer]:
    """Developmental measures wherever someone can work, of the kind the household lives by."""
    cases, homes = county.cases, county.homes
    home = cases["home"]
    lot = chance.random(len(home))
    active = county.any(county.people["labour"] <= WEAK)[home] & (cases["ending"] != NATURAL)
    active &= cases["identified_on"] < county.day - YOUNG_DAYS
    farms, earns = homes["business_fen"][home] > 0, homes["wage_fen"][home] > 0
    works = (able.worker >= 0) & earns
    travels = (able.away >= 0) & works
    helped = active & ((lot < 0.75) | has[JOB] | ~farms)
    yield Offer(helped & travels, EMPLOYMENT, (4002,), JOB, able.away)
    yield Offer(helped & works & ~travels, EMPLOYMENT, (4004, 4003), JOB, able.worker)
    yield Offer(active & has[JOB] & (able.worker < 0), SOCIAL, (5203,), JOB)
    yield Offer(active & farms, INDUSTRY, (3901, 3902, 3905, 3907, 3908))
    yield Offer(active & ~farms & ~works, FINANCE, (4103,))


def _in_case(chance: Generator, county: County, offer: Offer) -> Columns:
    """One measure for each spell: the first within days, developmental ones a little later."""
    cases, at = county.cases, np.flatnonzero(offer.mask)
    size = len(at)
    ended = cases["ending"][at] != OPEN
    last = np.where(ended, cases["eliminated_on"][at], county.day)
    slow = int(offer.group in DEVELOPMENTAL)
    delay = chance.integers(2, 26, size) + slow * chance.integers(0, 34, size)
    start = cases["identified_on"][at]
    days = {
        "started_on": np.minimum(start + delay, np.maximum(start, last - 1)),
        "ended_on": np.where(ended, last, NEVER),
    }
    return _rows(chance, offer, at, cases["home"][at]) | {"case": at} | days


def _rows(chance: Generator, offer: Offer, at: Ints, home: Ints) -> Columns:
    size = len(at)
    return {
        "home": home,
        "case": np.full(size, NO_CASE),
        "person": np.full(size, NOBODY) if offer.who is None else offer.who[at],
        "group": np.full(size, offer.group),
        "kind": np.array(offer.kinds)[drawn(chance, size, np.ones(len(offer.kinds)))],
        "risk": np.full(size, offer.risk),
    }


def _for_homes(chance: Generator, county: County, able: Able) -> Iterator[Offer]:
    """Support of households lifted out that were never monitored."""
    homes, people = county.homes, county.people
    free = (homes["group"] != ORDINARY) & (homes["monitor_type"] == NO_TYPE)
    free &= homes["round"] == NO_ROUND
    lot = chance.random((5, county.households))
    farms = homes["business_fen"] > 0
    allowed = county.any((people["subsistence"] == 1) | (people["subsistence"] == 2))
    yield Offer(free & farms & (lot[0] < 0.42), INDUSTRY, (3901, 3902, 3905, 3906, 3907))
    travels = free & (able.away >= 0) & (lot[1] < 0.42)
    yield Offer(travels, EMPLOYMENT, (4002,), ANY_RISK, able.away)
    yield Offer(free & allowed & (lot[2] < 0.2), SAFETY_NET, (4801,))
    yield Offer(free & (lot[3] < 0.2), HEALTH, (4501, 4503))
    learns = free & able.is_vocational & (lot[4] < 0.7)
    yield Offer(learns, SCHOOLING, (4702,), ANY_RISK, able.pupil)


def _beside(chance: Generator, county: County, offer: Offer) -> Columns:
    """One measure for each household, half of them over after a year."""
    at = np.flatnonzero(offer.mask)
    start = days_between(chance, np.datetime64("2019-01-05"), county.day - 20, len(at))
    over = chance.random(len(at)) < 0.5
    end = np.where(over, np.minimum(start + 360, county.day), NEVER)
    return _rows(chance, offer, at, at) | {"started_on": start, "ended_on": end}


def _develop(county: County, rows: Columns) -> None:
    """Whether developmental measures have begun, are yet to, or nobody could take part."""
    cases = county.cases
    begun = np.zeros(len(cases["home"]), dtype=bool)
    begun[rows["case"][np.isin(rows["group"], DEVELOPMENTAL)]] = True
    hands = county.any(county.people["labour"] <= WEAK)[cases["home"]]
    cases["developed"] = np.where(begun, 1, np.where(hands, 0, 2))
    if (~begun & (cases["ending"] == BY_SUPPORT)).any():
        raise AssertionError(county.code)


def _table(county: County, rows: Columns, quotes: Quotes) -> pl.DataFrame:
    kinds = np.unique(rows["kind"])
    pool = [[str(kind)] for kind in kinds]
    risks = county.homes["risks"][rows["home"]]
    named = (risks == rows["risk"][:, None]).any(axis=1) & (rows["risk"] > 0)
    place = pl.Series(100 + _places(rows["home"])).cast(pl.String).str.slice(1)
    columns: dict[str, object] = {
        "measure_id": "M" + quotes.home(rows["home"]) + place,
        "household_id": quotes.home(rows["home"]),
        "case_id": quotes.case(rows["case"]),
        "person_id": quotes.person(rows["person"]),
        "measure_class": pl.Series(rows["group"]).cast(pl.String),
        "measure_kinds": code_sets(pool, np.searchsorted(kinds, rows["kind"])),
        "risk_type": two_digits(np.where(named, rows["risk"], -1)),
        "started_on": moments(rows["started_on"]),
        "ended_on": moments(rows["ended_on"]),
    }
    return conformed("support_measure", columns | _told(county, rows))


def _told(county: County, rows: Columns) -> dict[str, object]:
    """Who paid how much, and what came of it."""
    chance = county.chance("outcomes")
    size, phrase = len(rows["home"]), words("phrases")["case"]
    paid = chance.random(size) < 0.7
    amount = np.rint(np.exp(chance.normal(6.9, 0.7, size)) * 100).astype(np.int64)
    units, helped, other = phrase["organisations"], phrase["helped"], phrase["measure_other"]
    place = np.arange(size)
    noted = np.where(rows["kind"] == OTHER_KIND, place % len(other), -1)
    entered = np.minimum(rows["started_on"] + 2, county.day)
    return {
        "amount_yuan": yuan(amount, paid),
        "organisation": picked(units, drawn(chance, size, np.ones(len(units)))),
        "outcome": picked(helped, np.where(paid, place % len(helped), -1)),
        "measure_note": picked(other, noted),
        "entered_at": moments(at_work(chance, entered)),
    }


def _places(home: Array) -> Ints:
    """The place of each row among those of its household, from 0; rows are by household."""
    start = np.r_[True, home[1:] != home[:-1]]
    first = np.flatnonzero(start)
    found: Ints = np.arange(len(home)) - first[np.cumsum(start) - 1]
    return found
