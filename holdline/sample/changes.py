"""Table `member_change`: who joined and who left, and when it was entered."""

import numpy as np
import polars as pl

from holdline.sample.cells import moments, picked, two_digits
from holdline.sample.content import words
from holdline.sample.county import County, Ints
from holdline.sample.departures import ARMY, BIRTH, DIED, HIRED, MARRIED_IN, MARRIED_OUT
from holdline.sample.members import Persons
from holdline.sample.tables import conformed

DECREASE = 51
EVIDENCE = {DIED: 1, MARRIED_IN: 2, MARRIED_OUT: 2, BIRTH: 3, ARMY: 5, HIRED: 6}
MOVED_PAPER = 4


def member_changes(county: County, persons: Persons, register: pl.DataFrame) -> pl.DataFrame:
    """One row for each person who joined or left since 2019."""
    chance = county.chance("changes")
    people = county.people
    at = np.flatnonzero(people["reason"] > 0)
    size = len(at)
    reason = people["reason"][at]
    out = reason >= DECREASE
    day = np.where(out, people["left_on"][at], people["joined_on"][at])
    lag = np.where(chance.random(size) < 0.9, chance.integers(1, 25, size), chance.integers(25, 120, size))
    recorded = np.minimum(day + lag, county.day)
    return conformed(
        "member_change",
        {
            "change_id": "B" + persons.ids.gather(at),
            "household_id": register["household_id"].gather(people["home"][at]),
            "person_id": persons.ids.gather(at),
            "name": persons.names.gather(at),
            "id_number": persons.numbers.gather(at),
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
