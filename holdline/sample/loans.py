"""Table `micro_credit`: small loans to households lifted out that can work."""

import numpy as np
import polars as pl
from numpy.random import Generator

from holdline.sample.cells import moments, picked
from holdline.sample.content import words
from holdline.sample.county import NEVER, Array, County, Ints, drawn
from holdline.sample.departures import days_between
from holdline.sample.homes import ORDINARY
from holdline.sample.quotes import Quotes
from holdline.sample.tables import conformed

STATUSES = ("running", "repaid", "renewed")
RUNNING, REPAID, RENEWED = 0, 1, 2
BORROWERS = 0.09
RATE = 0.0385
DAYS_A_MONTH = 30


def micro_credits(county: County, quotes: Quotes) -> pl.DataFrame:
    """Loans of up to 50,000 yuan and three years; none is overdue."""
    chance = county.chance("loans")
    borrower = _borrowers(chance, county)
    rows = np.flatnonzero(borrower >= 0)
    size = len(rows)
    phrase = words("phrases")["credit"]
    loan = (1 + drawn(chance, size, [1, 2, 3, 2, 6])) * 10_000
    lent = days_between(chance, np.datetime64("2019-03-01"), county.day - 40, size)
    months = np.array([12, 24, 36])[drawn(chance, size, [3, 2, 5])]
    subsidy = loan * RATE * months / 12 * chance.uniform(0.6, 1, size)
    columns: dict[str, object] = {
        "loan_id": "L" + quotes.home(rows),
        "household_id": quotes.home(rows),
        "person_id": quotes.person(borrower[rows]),
        "bank_name": picked(phrase["banks"], drawn(chance, size, [6, 2, 1, 1])),
        "loan_yuan": loan,
        "lent_on": moments(lent),
        "is_overdue": np.zeros(size, dtype=bool),
        "overdue_days": np.zeros(size, dtype=int),
        "interest_subsidy_yuan": np.round(subsidy, 2),
        "purpose": picked(
            phrase["purposes"], drawn(chance, size, np.ones(len(phrase["purposes"])))
        ),
        "as_of_on": pl.Series([county.as_of] * size, dtype=pl.Date),
    }
    due = lent + months * DAYS_A_MONTH
    return conformed("micro_credit", columns | _state(chance, county, loan, due))


def _borrowers(chance: Generator, county: County) -> Ints:
    """Who signs for each household that borrows, -1 where none does."""
    homes, people = county.homes, county.people
    able = (people["labour"] <= 2) & (people["age"] <= 58)
    wanted = (homes["group"] != ORDINARY) & (homes["business_fen"] > 0)
    wanted &= chance.random(county.households) < BORROWERS
    return county.first(able.astype(int), wanted)


def _state(chance: Generator, county: County, loan: Ints, due: Array) -> dict[str, object]:
    """Paid back when due, and some before."""
    size = len(loan)
    past = due <= county.day
    done = past | (chance.random(size) < 0.08)
    early = county.day - chance.integers(5, 30, size)
    repaid = np.where(past, due - chance.integers(0, 20, size), early)
    share = np.where(chance.random(size) < 0.75, 1.0, chance.uniform(0.3, 0.9, size))
    status = np.where(chance.random(size) < 0.06, RENEWED, RUNNING)
    return {
        "repay_due_on": moments(due),
        "balance_yuan": np.round(np.where(done, 0, loan * share), 2),
        "loan_status": picked(STATUSES, np.where(done, REPAID, status)),
        "repaid_on": moments(np.where(done, repaid, NEVER)),
    }
