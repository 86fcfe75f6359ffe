"""The cadres of each village: who helps which household, and table `responsible`."""

from dataclasses import dataclass

import numpy as np
import polars as pl

from holdline.sample.cells import moments, picked
from holdline.sample.content import words
from holdline.sample.county import Array, County, Ints, drawn
from holdline.sample.departures import days_between
from holdline.sample.families import FEMALE, MALE
from holdline.sample.homes import ORDINARY
from holdline.sample.identity import phones
from holdline.sample.naming import some_given, some_surnames, spelled
from holdline.sample.places import Places
from holdline.sample.quotes import Quotes
from holdline.sample.tables import conformed

HOUSEHOLDS_EACH = 6
ROLES = ("helper", "contact")


@dataclass
class Cadres:
    """One row a cadre, by village; `of_home` is the cadre of each household."""

    birth: Array
    sex: Ints
    of_home: Ints
    names: pl.Series
    phones: pl.Series
    numbers: pl.Series
    in_village: Ints


def appoint(county: County, places: Places) -> Cadres:
    """Enough cadres for each village, and one of them for each household."""
    chance = county.chance("cadres")
    village = county.homes["village"]
    homes = np.bincount(village, minlength=len(places.villages))
    count = -(-homes // HOUSEHOLDS_EACH)
    start = np.cumsum(count) - count
    total = int(count.sum())
    sex = np.where(chance.random(total) < 0.3, FEMALE, MALE)
    year = chance.integers(county.as_of.year - 58, county.as_of.year - 25, total) - 1970
    birth = year.astype("datetime64[Y]").astype("datetime64[D]") + chance.integers(0, 365, total)
    of_home = start[village] + (chance.random(len(village)) * count[village]).astype(int)
    names = spelled(some_surnames(chance, total), some_given(chance, birth, sex))
    in_village = np.arange(total) - np.repeat(start, count) + 1
    return Cadres(
        birth,
        sex,
        of_home,
        names,
        phones(chance, total),
        pl.Series([], dtype=pl.String),
        in_village,
    )


def responsible(county: County, cadres: Cadres, quotes: Quotes) -> pl.DataFrame:
    """A helper for each household lifted out, a contact for each of the others with a case."""
    chance = county.chance("responsible")
    homes = county.homes
    has_case = homes["is_open"] | homes["is_out"]
    rows = np.flatnonzero((homes["group"] != ORDINARY) | has_case)
    size = len(rows)
    phrase = words("phrases")["cadre"]
    cadre = cadres.of_home[rows]
    ids = quotes.home(rows)
    role = (homes["group"][rows] == ORDINARY).astype(int)
    first = np.where(role == 1, homes["identified_on"][rows] + 3, np.datetime64("2017-01-01"))
    start = days_between(
        chance, first, np.maximum(first, first + np.where(role == 1, 5, 1400)), size
    )
    start = np.minimum(start, county.day - 1)
    over = (homes["is_out"] & (homes["group"] == ORDINARY))[rows]
    return conformed(
        "responsible",
        {
            "responsible_id": "R" + ids,
            "household_id": ids,
            "case_id": quotes.case(quotes.home(rows, "last_case").to_numpy()),
            "responsible_role": picked(ROLES, role),
            "responsible_name": cadres.names.gather(cadre),
            "responsible_id_number": cadres.numbers.gather(cadre),
            "phone": cadres.phones.gather(cadre),
            "organisation": picked(
                phrase["units"], drawn(chance, size, np.ones(len(phrase["units"])))
            ),
            "position_name": picked(phrase["positions"], cadre % len(phrase["positions"])),
            "assigned_on": moments(start),
            "ended_on": moments(
                np.where(over, homes["changed_on"][rows], np.datetime64("NaT", "D"))
            ),
            "last_visited_on": quotes.home(rows, "last_visited_on"),
            "visits": chance.integers(2, 14, size),
        },
    )
