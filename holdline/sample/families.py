"""Coherent families: who lives in each household, how old, and how they are related."""

from typing import Any

import numpy as np
from numpy.random import Generator

from holdline.sample.content import words
from holdline.sample.county import Array, Columns, County, Ints, drawn

MALE, FEMALE = 1, 2
HEAD, SPOUSE, SON, DAUGHTER, SON_WIFE = 1, 2, 3, 4, 5
GRANDSON, GRANDDAUGHTER, FATHER, MOTHER, SIBLING = 7, 8, 11, 12, 21
_BY_SEX = {
    "child": (SON, DAUGHTER),
    "grandchild": (GRANDSON, GRANDDAUGHTER),
    "parent": (FATHER, MOTHER),
    "sibling": (SIBLING, SIBLING),
    "son_wife": (SON_WIFE, SON_WIFE),
    "spouse": (SPOUSE, SPOUSE),
}


def found_families(county: County) -> None:
    """Fill `people` with home, order, relation, sex, age, birth; all active, by household.

    Ages are full years on the sample's day. `order` counts from 0, the head, in a household.
    """
    chance = county.chance("families")
    size = county.homes["size"]
    parts = [_of_size(chance, np.flatnonzero(size == number), number) for number in range(1, 8)]
    people = {name: np.concatenate([part[name] for part in parts]) for name in parts[0]}
    order = np.lexsort((people["order"], people["home"]))
    county.people = {name: values[order] for name, values in people.items()}
    county.people["is_active"] = np.ones(len(order), dtype=bool)
    county.people["birth"] = births(chance, county, county.people["age"])


def births(chance: Generator, county: County, age: Ints) -> Array:
    """A birthday for each *age*: the sample's day is the last of a year, so any day will do."""
    start = (county.as_of.year - 1970 - age).astype("datetime64[Y]").astype("datetime64[D]")
    room = np.where(age == 0, 350, 365)
    return np.asarray(start + (chance.random(len(age)) * room).astype("timedelta64[D]"))


def _of_size(chance: Generator, homes: Ints, size: int) -> Columns:
    templates = [one for one in words("families")["template"] if _people(one) == size]
    kind = drawn(chance, len(homes), [one["weight"] for one in templates])
    parts = [_family(chance, homes[kind == row], one) for row, one in enumerate(templates)]
    return {name: np.concatenate([part[name] for part in parts]) for name in parts[0]}


def _people(template: dict[str, Any]) -> int:
    return 1 + len(template.get("member", ()))


def _family(chance: Generator, homes: Ints, template: dict[str, Any]) -> Columns:
    """Everyone in *homes*, all of the shape of *template*."""
    count = len(homes)
    head = template["head"]
    ages = [_between(chance, head["age"], count)]
    sexes = [_sex(chance, head["female"], count)]
    relations = [np.full(count, HEAD)]
    for member in template.get("member", ()):
        kin = member["as"]
        if "age" in member:
            age = _between(chance, member["age"], count)
        else:
            age = ages[member.get("of", 0)] + _between(chance, member["gap"], count)
        ages.append(np.where(age < 0, _between(chance, [0, 3], count), age))
        sexes.append(_member_sex(chance, kin, member, sexes[0]))
        male, female = _BY_SEX[kin]
        relations.append(np.where(sexes[-1] == MALE, male, female))
    return {
        "home": np.tile(homes, len(ages)),
        "order": np.repeat(np.arange(len(ages)), count),
        "relation": np.concatenate(relations),
        "sex": np.concatenate(sexes),
        "age": np.concatenate(ages),
    }


def _member_sex(chance: Generator, kin: str, member: dict[str, Any], head: Ints) -> Ints:
    if kin == "spouse":
        return MALE + FEMALE - head
    if kin == "son_wife":
        return np.full(len(head), FEMALE)
    return _sex(chance, member.get("female", 0.47), len(head))


def _sex(chance: Generator, female: float, count: int) -> Ints:
    return np.where(chance.random(count) < female, FEMALE, MALE)


def _between(chance: Generator, ends: list[int], count: int) -> Ints:
    return chance.integers(ends[0], ends[1] + 1, count)
