"""Who joined and who left a household between 2019 and the sample's day."""

from typing import TypeAlias

import numpy as np
from numpy.random import Generator

from holdline.sample.county import NEVER, Array, Bools, Columns, County, Ints, chosen
from holdline.sample.families import (
    DAUGHTER,
    FATHER,
    FEMALE,
    HEAD,
    MALE,
    MOTHER,
    SON,
    SON_WIFE,
    SPOUSE,
    births,
)
from holdline.sample.homes import NO_TYPE

Days: TypeAlias = Array | np.datetime64

FIRST = np.datetime64("2019-01-01")
BIRTH, MARRIED_IN = 1, 2
DIED, MARRIED_OUT, MOVED, ARMY, HIRED = 51, 52, 53, 55, 60
SHARE = 0.05
LAST_ORDER = 20
_KINDS = (  # reason, sex (0: the head's other), relation, least and most years above the head
    (DIED, FEMALE, MOTHER, 21, 31, 3.0),
    (DIED, MALE, FATHER, 22, 32, 3.0),
    (DIED, 0, SPOUSE, -4, 5, 3.0),
    (MARRIED_OUT, FEMALE, DAUGHTER, -31, -23, 2.0),
    (MOVED, MALE, SON, -32, -24, 0.6),
    (ARMY, MALE, SON, -31, -24, 0.3),
    (HIRED, MALE, SON, -31, -24, 0.3),
)


def depart(county: County) -> None:
    """Add people who left, and date the joining of some who are here.

    `people` gains joined_on, left_on (NaT when neither) and reason (0 when neither), and rows
    that are not active. A household marked `is_natural` loses everyone.
    """
    chance = county.chance("departures")
    people = county.people
    people["joined_on"] = np.full(len(people["home"]), NEVER)
    people["left_on"] = np.full(len(people["home"]), NEVER)
    people["reason"] = np.zeros(len(people["home"]), dtype=int)
    _join(chance, county)
    leavers = _leavers(chance, county)
    merged = {name: np.concatenate([people[name], leavers[name]]) for name in people}
    order = np.lexsort((merged["order"], merged["home"]))
    county.people = {name: values[order] for name, values in merged.items()}
    _dissolve(chance, county)


def _join(chance: Generator, county: County) -> None:
    """Children born since 2019, and some wives who came in."""
    people = county.people
    born = people["birth"] >= FIRST
    young = (people["age"] <= 36) & np.isin(people["relation"], [SON_WIFE, SPOUSE])
    wed = young & (people["sex"] == FEMALE) & (chance.random(len(young)) < 0.25)
    people["joined_on"][born] = people["birth"][born]
    people["joined_on"][wed] = days_between(chance, FIRST, county.day - 20, int(wed.sum()))
    people["reason"][born] = BIRTH
    people["reason"][wed] = MARRIED_IN


def days_between(chance: Generator, first: Days, last: Days, count: int) -> Array:
    """*count* days from *first* to *last*, each equally likely."""
    room = (np.asarray(last) - np.asarray(first)).astype(int) + 1
    return np.asarray(first + (chance.random(count) * room).astype("timedelta64[D]"))


def at_work(chance: Generator, days: Array) -> Array:
    """A second of office hours, from eight to eighteen o'clock, on each of *days*."""
    seconds = 8 * 3600 + (chance.random(len(days)) * 36_000).astype(int)
    return np.asarray(days.astype("datetime64[s]") + seconds.astype("timedelta64[s]"))


def _leavers(chance: Generator, county: County) -> Columns:
    """New rows, not active: one for each of a few households."""
    homes = np.flatnonzero(chance.random(county.households) < SHARE)
    head = _heads(county)
    kind = chosen(chance, _weights(county, head, homes) + 1e-9)
    table = np.array([row[:5] for row in _KINDS])
    reason, sex, relation, low, high = table[kind].T
    head_sex = county.people["sex"][head[homes]]
    gap = low + (chance.random(len(homes)) * (high - low + 1)).astype(int)
    age = np.maximum(county.people["age"][head[homes]] + gap, 17)
    return {
        "home": homes,
        "order": np.full(len(homes), LAST_ORDER),
        "relation": relation,
        "sex": np.where(sex == 0, MALE + FEMALE - head_sex, sex),
        "age": age,
        "is_active": np.zeros(len(homes), dtype=bool),
        "birth": births(chance, county, age),
        "joined_on": np.full(len(homes), NEVER),
        "left_on": days_between(chance, FIRST, county.day - 5, len(homes)),
        "reason": reason,
    }


def _heads(county: County) -> Ints:
    """The row of each household's head."""
    return np.flatnonzero(county.people["relation"] == HEAD)


def _weights(county: County, head: Ints, homes: Ints) -> Array:
    age = county.people["age"][head[homes]]
    has_spouse = county.any(county.people["relation"] == SPOUSE)[homes]
    has_parent = county.any(np.isin(county.people["relation"], [FATHER, MOTHER]))[homes]
    grown = (age >= 46) & (age <= 60)
    able: list[Bools] = [
        (age >= 40) & (age <= 62) & ~has_parent,
        (age >= 40) & (age <= 62) & ~has_parent,
        (age >= 62) & ~has_spouse,
        grown,
        grown,
        (age >= 42) & (age <= 54),
        grown,
    ]
    able[2] = able[2] | ~np.logical_or.reduce(able)
    blocked = has_spouse & ~np.logical_or.reduce(able[:2] + able[3:])
    weights = np.stack(able, axis=1) * np.array([row[5] for row in _KINDS])
    weights[blocked] = [0, 0, 0, 1, 0, 0, 0]
    weights[has_spouse, 2] = 0
    return np.asarray(weights)


def _dissolve(chance: Generator, county: County) -> None:
    """Everyone of a household that ends naturally has left, after its identification."""
    homes = county.homes
    ends = np.flatnonzero(homes["is_natural"])
    start = homes["identified_on"][ends]
    last = days_between(chance, start + 40, np.maximum(start + 41, county.day - 12), len(ends))
    homes["natural_on"] = np.full(county.households, NEVER)
    homes["natural_on"][ends] = np.minimum(last, start + 900)
    people = county.people
    gone = homes["is_natural"][people["home"]] & people["is_active"]
    people["is_active"] = people["is_active"] & ~gone
    people["left_on"][gone] = homes["natural_on"][people["home"][gone]]
    people["reason"][gone] = np.where(homes["number"][people["home"][gone]] % 3 == 0, MOVED, DIED)
    people["joined_on"][gone] = NEVER


def mark_natural(county: County, share: float) -> None:
    """Mark the few monitored households, small and old, that will end naturally."""
    chance = county.chance("natural")
    homes = county.homes
    head = _heads(county)
    old = (homes["size"] <= 2) & (county.people["age"][head] >= 64)
    early = homes["identified_on"] < county.day - 90
    able = np.flatnonzero(old & early & (homes["monitor_type"] != NO_TYPE))
    wanted = round(share * (homes["monitor_type"] != NO_TYPE).sum())
    homes["is_natural"] = np.zeros(county.households, dtype=bool)
    homes["is_natural"][chance.permutation(able)[:wanted]] = True
