"""Names: surnames by village clan and father's line, given names by decade and sex."""

from functools import cache

import numpy as np
import polars as pl
from numpy.random import Generator

from holdline.sample.content import words
from holdline.sample.county import Array, Bools, County, Ints, drawn
from holdline.sample.families import FATHER, HEAD, MALE, SIBLING, SPOUSE
from holdline.sample.places import Places

CLAN, SECOND_CLAN = 0.45, 0.15
SINGLE = "."
OF_HEAD = (HEAD, 3, 4, 7, 8, FATHER, SIBLING)
OF_FATHER = (3, 4, 7, 8)
TRIES = 12


@cache
def surnames() -> pl.Series:
    """The surnames."""
    return pl.Series(list(words("names")["surname"]))


@cache
def given_names() -> tuple[pl.Series, Ints, Ints]:
    """All given names, and for each band of birth and sex the first and how many."""
    found: list[str] = []
    starts, counts = [], []
    for band in words("names")["given"]:
        for sex in ("male", "female"):
            pair = band[sex]
            names = [
                one + two.replace(SINGLE, "") for one in pair["first"] for two in pair["second"]
            ]
            starts.append(len(found))
            counts.append(len(names))
            found += names
    return pl.Series(found), np.array(starts), np.array(counts)


@cache
def alike() -> Ints:
    """For each given name, a number that equal names share: the lists overlap."""
    found: Ints = given_names()[0].rank("dense").to_numpy().astype(int)
    return found


def some_surnames(chance: Generator, count: int) -> Ints:
    """*count* surnames by their weight."""
    return drawn(chance, count, list(words("names")["surname"].values()))


def some_given(chance: Generator, born: Array, sex: Ints) -> Ints:
    """A given name for each birthday and sex."""
    _, starts, counts = given_names()
    years = [band["born"] for band in words("names")["given"]]
    year = born.astype("datetime64[Y]").astype(int) + 1970
    row = 2 * (np.searchsorted(years, year, side="right") - 1) + (sex != MALE)
    found: Ints = starts[row] + (chance.random(len(born)) * counts[row]).astype(int)
    return found


def spelled(surname: Ints, given: Ints) -> pl.Series:
    """The names in full."""
    return surnames().gather(surname) + given_names()[0].gather(given)


def clans(chance: Generator, places: Places) -> tuple[Ints, Ints]:
    """The first and second clan of each village; the first is in its name where it can be."""
    size = len(places.villages)
    first, second = some_surnames(chance, size), some_surnames(chance, size)
    known = {name: row for row, name in enumerate(surnames())}
    named = [known.get(name[:1], -1) for name in places.villages["division_short_name"]]
    named_rows = np.array(named, dtype=int)
    return np.where(named_rows >= 0, named_rows, first), second


def name_people(county: County, places: Places) -> None:
    """Fill people's surname and given (rows of the lists); no two of a household are alike."""
    chance = county.chance("names")
    people, homes = county.people, county.homes
    first, second = clans(chance, places)
    lot = chance.random(county.households)
    village = homes["village"]
    free = some_surnames(chance, county.households)
    clan = np.where(
        lot < CLAN, first[village], np.where(lot < CLAN + SECOND_CLAN, second[village], free)
    )
    homes["clan"] = clan
    married = some_surnames(chance, county.households)
    homes["married"] = married
    own = _bears_clan(county)
    others = some_surnames(chance, len(people["home"]))
    home = people["home"]
    spouse = people["relation"] == SPOUSE
    people["surname"] = np.where(own, clan[home], np.where(spouse, married[home], others))
    people["given"] = some_given(chance, people["birth"], people["sex"])
    _differ(chance, county)


def _bears_clan(county: County) -> Bools:
    """Who bears the clan's name: a male head's line, or the husband and children of a woman."""
    people = county.people
    heads = np.flatnonzero(people["relation"] == HEAD)
    man = (people["sex"][heads] == MALE)[people["home"]]
    relation = people["relation"]
    with_woman = np.isin(relation, [*OF_FATHER, SPOUSE])
    return np.where(man, np.isin(relation, OF_HEAD), with_woman)


def _differ(chance: Generator, county: County) -> None:
    people = county.people
    for _ in range(TRIES):
        key = people["home"].astype(np.int64) * 100_000 + alike()[people["given"]]
        order = np.argsort(key, kind="stable")
        again = np.zeros(len(key), dtype=bool)
        again[order[1:]] = key[order[1:]] == key[order[:-1]]
        if not again.any():
            return
        people["given"][again] = some_given(chance, people["birth"][again], people["sex"][again])
