"""Tables `micro_credit` and `project`."""

import numpy as np
import polars as pl

from holdline.sample.cells import moments, picked, present, yuan
from holdline.sample.content import words
from holdline.sample.county import NEVER, County, drawn
from holdline.sample.departures import days_between
from holdline.sample.homes import ORDINARY
from holdline.sample.members import Persons
from holdline.sample.places import Places
from holdline.sample.tables import conformed

REPAID, RUNNING, RENEWED = 1, 0, 2
BORROWERS = 0.09
KINDS = (
    "industry", "industry", "industry", "industry", "infrastructure", "guarantee", "employment",
    "guarantee", "employment", "governance",
)  # fmt: skip
YEARS = (2020, 2021, 2022)


def micro_credits(county: County, persons: Persons, register: pl.DataFrame) -> pl.DataFrame:
    """Loans of up to 50,000 yuan and three years to households lifted out that can work."""
    chance = county.chance("loans")
    homes, people = county.homes, county.people
    able = (people["labour"] <= 2) & (people["age"] <= 58) & people["is_active"]
    wanted = (homes["group"] != ORDINARY) & (homes["business_fen"] > 0)
    wanted &= chance.random(county.households) < BORROWERS
    borrower = county.first(able.astype(int), wanted)
    rows = np.flatnonzero(borrower >= 0)
    size = len(rows)
    phrase = words("phrases")["credit"]
    loan = (1 + drawn(chance, size, [1, 2, 3, 2, 6])) * 10_000
    lent = days_between(chance, np.datetime64("2019-03-01"), county.day - 40, size)
    months = np.array([12, 24, 36])[drawn(chance, size, [3, 2, 5])]
    due = (lent.astype("datetime64[M]") + months).astype("datetime64[D]") + (
        (lent - lent.astype("datetime64[M]").astype("datetime64[D]")).astype(int) % 28
    )
    due = np.minimum(due, lent + months * 30)
    past = due <= county.day
    early = ~past & (chance.random(size) < 0.08)
    repaid = np.where(past, due - chance.integers(0, 20, size), county.day - chance.integers(5, 30, size))
    done = past | early
    left = np.where(done, 0, loan * np.where(chance.random(size) < 0.75, 1.0, chance.uniform(0.3, 0.9, size)))
    status = np.where(done, REPAID, np.where(chance.random(size) < 0.06, RENEWED, RUNNING))
    return conformed(
        "micro_credit",
        {
            "loan_id": "L" + register["household_id"].gather(rows),
            "household_id": register["household_id"].gather(rows),
            "person_id": persons.ids.gather(borrower[rows]),
            "bank_name": picked(phrase["banks"], drawn(chance, size, [6, 2, 1, 1])),
            "loan_yuan": loan,
            "lent_on": moments(lent),
            "repay_due_on": moments(due),
            "balance_yuan": np.round(left, 2),
            "is_overdue": np.zeros(size, dtype=bool),
            "overdue_days": np.zeros(size, dtype=int),
            "loan_status": picked(("running", "repaid", "renewed"), status),
            "repaid_on": moments(np.where(done, repaid, NEVER)),
            "interest_subsidy_yuan": np.round(loan * 0.0385 * months / 12 * chance.uniform(0.6, 1, size), 2),
            "purpose": picked(phrase["purposes"], drawn(chance, size, np.ones(len(phrase["purposes"])))),
            "as_of_on": pl.Series([county.as_of] * size, dtype=pl.Date),
        },
    )


def projects(county: County, places: Places) -> pl.DataFrame:
    """A few projects of each township and year, in its villages."""
    chance = county.chance("projects")
    towns = places.facts["town"]
    codes = places.villages["division_code"]
    count = chance.integers(1, 4, (int(towns.max(initial=0)) + 1, len(YEARS)))
    town = np.repeat(np.arange(count.size), count.ravel())
    year = np.array(YEARS)[town % len(YEARS)]
    town = town // len(YEARS)
    size = len(town)
    first = np.searchsorted(towns, town)
    room = np.bincount(towns, minlength=count.shape[0])[town]
    village = first + (chance.random(size) * room).astype(int)
    phrase = words("phrases")["project"]["names"]
    kind = drawn(chance, size, [3, 1.5, 2, 2, 3, 1.5, 1, 1, 1, 1])
    plan = np.rint(np.exp(chance.normal(13.2, 0.8, size)) / 1000) * 1000
    current = year == YEARS[-1]
    done = ~current | (chance.random(size) < 0.55)
    start = (year - 1970).astype("datetime64[Y]").astype("datetime64[D]") + chance.integers(60, 210, size)
    end = np.minimum(start + chance.integers(60, 200, size), county.day - 2)
    checked = done & (chance.random(size) < np.where(current, 0.6, 1.0))
    spent = plan * np.where(done, chance.uniform(0.93, 1.0, size), chance.uniform(0.2, 0.8, size))
    number = pl.Series(1000 + np.arange(size)).cast(pl.String).str.slice(1)
    kept = np.bincount(county.homes["village"], minlength=len(codes))[village]
    return conformed(
        "project",
        {
            "project_id": "P" + pl.Series([county.code] * size, dtype=pl.String) + pl.Series(year).cast(pl.String) + number,
            "project_name": _named(phrase, kind, places.villages["town_name"].gather(village), year),
            "project_kind": picked(KINDS, kind),
            "division_code": codes.gather(village),
            "project_year": year,
            "project_status": picked(("running", "done", "accepted"), np.where(checked, 2, done.astype(int))),
            "planned_yuan": plan,
            "arranged_yuan": np.round(plan * np.where(done, 1.0, chance.uniform(0.6, 1, size)), 2),
            "spent_yuan": np.round(spent, 2),
            "started_on": moments(start),
            "ended_on": moments(np.where(done, end, NEVER)),
            "inspected_on": moments(np.where(checked, np.minimum(end + 15, county.day), NEVER)),
            "benefiting_households": kept + chance.integers(2, 60, size),
            "benefiting_monitored": np.minimum(chance.integers(0, 4, size), kept),
            "is_asset_registered": present(chance.random(size) < 0.95, done & (kind < 4)),
            "updated_at": moments(county.day.astype("datetime64[s]") - chance.integers(1, 200, size) * 86_400 + 36_000),
        },
    )  # fmt: skip


def _named(phrase: list[str], kind: np.ndarray, town: pl.Series, year: np.ndarray) -> pl.Series:
    first = picked([one.split("{year}")[1] for one in phrase], kind)
    return town + pl.Series(year).cast(pl.String) + first
