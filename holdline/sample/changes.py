"""Table `member_change`: who joined and who left, and when it was entered."""

import numpy as np
import polars as pl

from holdline.sample.cells import moments, picked, two_digits
from holdline.sample.content import words
from holdline.sample.county import County, Ints
from holdline.sample.departures import ARMY, BIRTH, DIED, HIRED, MARRIED_IN, MARRIED_OUT
from holdline.sample.quotes import Quotes
from holdline.sample.tables import conformed

DECREASE = 51
EVIDENCE = {DIED: 1, MARRIED_IN: 2, MARRIED_OUT: 2, BIRTH: 3, ARMY: 5, HIRED: 6}
MOVED_PAPER = 4


def member_changes(county: County, quotes: Quotes) -> pl.DataFrame:
    """One row for each person who joined or left since 2019."""
    chance = county.chance("changes")
    people = county.people
    at = np.flatnonzero(people["reason"] > 0)
    size, reason = len(at), people["reason"][at]
    out = reason >= DECREASE
    day = np.where(out, people["left_on"][at], people["joined_on"][at])
    late = chance.integers(25, 120, size)
    lag = np.where(chance.random(size) < 0.9, chance.integers(1, 25, size), late)
    recorded = np.minimum(day + lag, county.day)
    return conformed(
        "member_change",
        {
            "change_id": "B" + quotes.person(at),
            "household_id": quotes.home(people["home"][at]),
            "person_id": quotes.person(at),
            "name": quotes.person(at, "name"),
            "id_number": quotes.person(at, "id_number"),
            "change_direction": picked(("increase", "decrease"), out.astype(int)),
            "member_change_reason": two_digits(reason),
            "changed_on": moments(day),
            "recorded_on": moments(recorded),
            "effective_year": recorded.astype("datetime64[Y]").astype(int) + 1970,
            "evidence": picked(words("phrases")["change"]["evidence"], _papers(reason)),
        },
    )


def _papers(reason: Ints) -> Ints:
    return np.array([EVIDENCE.get(int(code), MOVED_PAPER) for code in reason], dtype=int)
