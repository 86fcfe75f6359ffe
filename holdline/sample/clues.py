"""Table `self_report`, and how a case and its clue are tied to each other."""

import numpy as np
import polars as pl
from numpy.random import Generator

from holdline.sample.cells import code_sets, moments, picked
from holdline.sample.content import words
from holdline.sample.county import NEVER, Array, Bools, Columns, County, Ints, drawn
from holdline.sample.departures import days_between
from holdline.sample.homes import NO_TYPE
from holdline.sample.identity import phones
from holdline.sample.quotes import Quotes
from holdline.sample.risks import ACCIDENT, DISASTER, EDUCATION, HOUSE, ILLNESS, JOB, NO_HANDS
from holdline.sample.tables import conformed

NO_CASE = -1
REPORTED = (2, 3, 4)
CHANNELS = ("app", "hotline_12317", "hotline_gov", "village", "paper")
OF_SOURCE = np.array([-1, -1, 0, 1, 3])
RESULTS = ("included", "not_included", "helped")
INCLUDED, NOT_INCLUDED, HELPED = 0, 1, 2
STATUSES = ("waiting", "accepted", "verifying", "included", "explained")
GUESSES = (ILLNESS, JOB, EDUCATION, DISASTER, ACCIDENT, NO_HANDS)
FREE_REPORTS = 0.45
LONGEST = 15


def clue_numbers(kind: str, rows: Columns, quotes: Quotes) -> pl.Series:
    """Numbers of clues: the case's own where one followed, else the household's and the place."""
    place = pl.Series(np.arange(len(rows["home"]))).cast(pl.String)
    free = kind + quotes.home(rows["home"]) + "F" + place
    return (kind + quotes.case(rows["case"])).fill_null(free)


def unmonitored(chance: Generator, county: County, ratio: float) -> Ints:
    """Households never monitored that some clue pointed to: *ratio* of the number of spells."""
    homes = county.homes
    able = (homes["monitor_type"] == NO_TYPE) & county.any(county.people["is_active"])
    wanted = round(ratio * len(county.cases["home"]))
    return np.sort(chance.permutation(np.flatnonzero(able))[:wanted])


def told_on(chance: Generator, county: County, size: int) -> Array:
    """*size* days since 2020, more of them in the autumn of 2021."""
    day = days_between(chance, np.datetime64("2020-03-01"), county.day - 2, size)
    first, last = np.datetime64("2021-08-20"), np.datetime64("2021-11-25")
    autumn = days_between(chance, first, last, size)
    return np.where(chance.random(size) < 0.4, autumn, day)


def until(days: Array, happened: Bools) -> Array:
    """*days*, or never."""
    return np.where(happened, days, NEVER)


def self_reports(county: County, quotes: Quotes) -> pl.DataFrame:
    """Reports that led to cases, and others that were explained; each closed within 15 days."""
    chance = county.chance("reports")
    mine, free = _included(chance, county), _explained(chance, county)
    rows = {name: np.concatenate([mine[name], free[name]]) for name in mine}
    size, home = len(rows["home"]), rows["home"]
    codes = sorted({int(risk) for risk in rows["risk"]})
    columns: dict[str, object] = {
        "report_id": clue_numbers("S", rows, quotes),
        "household_id": quotes.home(home),
        "village_code": quotes.home(home, "village_code"),
        "name": quotes.head(home, "name"),
        "id_number": quotes.head(home, "id_number"),
        "phone": phones(chance, size),
        "self_report_channel": picked(CHANNELS, rows["channel"]),
        "reported_on": moments(rows["day"]),
        "reported_risks": code_sets(
            [[f"{code:02d}"] for code in codes], np.searchsorted(codes, rows["risk"])
        ),
        "content": picked(words("phrases")["report"]["contents"], _about(rows["risk"])),
        "case_id": quotes.case(rows["case"]),
    }
    return conformed("self_report", columns | _handled(county, rows))


def _included(chance: Generator, county: County) -> Columns:
    cases = county.cases
    at = np.flatnonzero(np.isin(cases["channel"], REPORTED))
    channel = OF_SOURCE[cases["channel"][at]]
    other = chance.random(len(at)) < 0.33
    channel = np.where(other & np.isin(channel, (1, 3)), channel + 1, channel)
    return {
        "home": cases["home"][at],
        "case": at,
        "risk": county.homes["risks"][cases["home"][at], 0],
        "channel": channel,
        "result": np.full(len(at), INCLUDED),
        "day": cases["clue_on"][at],
        "accepted": cases["clue_on"][at] + 1,
        "visited": cases["visited_on"][at],
        "closed": np.minimum(cases["identified_on"][at], cases["clue_on"][at] + LONGEST),
    }


def _explained(chance: Generator, county: County) -> Columns:
    home = unmonitored(chance, county, FREE_REPORTS)
    size = len(home)
    day = told_on(chance, county, size)
    visited = day + 1 + chance.integers(1, 8, size)
    return {
        "home": home,
        "case": np.full(size, NO_CASE),
        "risk": np.array(GUESSES)[drawn(chance, size, [5, 2, 1, 1, 1, 2])],
        "channel": drawn(chance, size, [0.42, 0.2, 0.1, 0.2, 0.08]),
        "result": np.where(chance.random(size) < 0.75, NOT_INCLUDED, HELPED),
        "day": day,
        "accepted": day + chance.integers(0, 3, size),
        "visited": visited,
        "closed": visited + chance.integers(1, 6, size),
    }


def _about(risk: Ints) -> Ints:
    """The phrase that tells of each risk."""
    told = {ILLNESS: 0, JOB: 1, EDUCATION: 2, DISASTER: 3, ACCIDENT: 4, HOUSE: 5}
    return np.array([told.get(int(code), 6) for code in risk], dtype=int)


def _handled(county: County, rows: Columns) -> dict[str, object]:
    """How far each report has come by the sample's day."""
    phrase = words("phrases")["report"]
    accepted, visited, closed = (
        rows[name] <= county.day for name in ("accepted", "visited", "closed")
    )
    refused = closed & (rows["result"] != INCLUDED)
    status = np.select([refused, closed, visited, accepted], [4, 3, 2, 1], 0)
    level = np.where(accepted, (rows["channel"] > 2).astype(int), -1)
    handler = np.where(accepted, rows["home"] % len(phrase["handlers"]), -1)
    reason = np.where(refused, rows["home"] % len(phrase["explained"]), -1)
    return {
        "accepted_on": moments(until(rows["accepted"], accepted)),
        "accepted_level": picked(("county", "township"), level),
        "visited_on": moments(until(rows["visited"], visited)),
        "handling_result": picked(RESULTS, np.where(closed, rows["result"], -1)),
        "explained_on": moments(until(rows["closed"], refused)),
        "explanation": picked(phrase["explained"], reason),
        "closed_on": moments(until(rows["closed"], closed)),
        "self_report_status": picked(STATUSES, status),
        "handler_name": picked(phrase["handlers"], handler),
    }
