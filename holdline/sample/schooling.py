"""Who is at school, in which grade, and what the others finished."""

import numpy as np
from numpy.random import Generator

from holdline.sample.county import Bools, County, Ints, drawn

ENTRY_MONTH = 9
NOT_GIVEN = -1
PRESCHOOL, PRIMARY, JUNIOR, SENIOR, VOCATIONAL, COLLEGE, BACHELOR = 1, 11, 21, 31, 41, 51, 61
MASTER, SPECIAL = 71, 81
TAUGHT_AT_HOME = 6
_FINISHED = (  # born from this year on: education codes and their weights
    (1900, (1, 2, 3), (0.5, 0.4, 0.1)),
    (1950, (1, 2, 3, 4), (0.2, 0.4, 0.32, 0.08)),
    (1965, (1, 2, 3, 4, 6), (0.05, 0.25, 0.55, 0.12, 0.03)),
    (1980, (2, 3, 4, 5, 6, 8), (0.05, 0.55, 0.15, 0.1, 0.1, 0.05)),
    (1995, (3, 4, 5, 6, 8), (0.35, 0.2, 0.2, 0.15, 0.1)),
    (2003, (3, 4, 5), (0.6, 0.2, 0.2)),
    (2005, (3,), (1.0,)),
)
YOUNGEST_FINISHED = 16


def school(county: County) -> None:
    """Fill `people` with school, education (codes, -1 when not given) and dropout (-1 or a code).

    Exactly one of school and education is given, save for a child taught at home, who has
    school 0 (not at school) and a reason.
    """
    chance = county.chance("schooling")
    people = county.people
    grade = _grade(county)
    age, size = people["age"], len(people["age"])
    severe = (people["grade"] > 0) & (people["grade"] <= 2)
    found = np.full(size, NOT_GIVEN)
    _kindergarten(chance, found, grade, age)
    _compulsory(found, grade, age)
    _further(chance, found, grade, age, severe)
    special = (age >= 6) & (age <= 15) & severe
    found[special] = SPECIAL
    people["dropout"] = np.full(size, NOT_GIVEN)
    at_home = special & (county.homes["monitor_type"][people["home"]] < 0)
    at_home &= chance.random(size) < 0.25
    found[at_home] = 0
    people["dropout"][at_home] = TAUGHT_AT_HOME
    people["school"] = found
    people["education"] = _education(chance, county, found)


def _grade(county: County) -> Ints:
    """School years begun: 1 in the first year of primary school."""
    month = county.people["birth"].astype("datetime64[M]").astype(int) % 12 + 1
    return np.asarray(county.people["age"] - 5 - (month >= ENTRY_MONTH))


def _kindergarten(chance: Generator, found: Ints, grade: Ints, age: Ints) -> None:
    small = (grade <= 0) & (age >= 3) & ((age >= 6) | (chance.random(len(age)) < 0.7))
    found[small] = PRESCHOOL


def _compulsory(found: Ints, grade: Ints, age: Ints) -> None:
    primary = (grade >= 1) & (grade <= 6)
    found[primary] = PRIMARY - 1 + grade[primary]
    junior = (grade >= 7) & (grade <= 9) & (age <= 16)
    found[junior] = JUNIOR - 7 + grade[junior]


def _further(chance: Generator, found: Ints, grade: Ints, age: Ints, severe: Bools) -> None:
    size = len(found)
    senior = (grade >= 10) & (grade <= 12) & (age >= 15)
    stays = (chance.random(size) < 0.92) | (age == 15)
    kind = np.where(chance.random(size) < 0.58, SENIOR, VOCATIONAL)
    at = senior & stays & ~(severe & (age >= 16))
    found[at] = kind[at] + grade[at] - 10
    lot = chance.random(size)
    college = (grade >= 13) & (grade <= 15) & (lot < 0.26) & ~severe
    found[college] = COLLEGE + grade[college] - 13
    bachelor = (grade >= 13) & (grade <= 16) & (lot >= 0.26) & (lot < 0.42) & ~severe
    found[bachelor] = BACHELOR + grade[bachelor] - 13
    master = (grade >= 17) & (grade <= 19) & (lot >= 0.4) & (lot < 0.42) & ~severe
    found[master] = MASTER


def _education(chance: Generator, county: County, school: Ints) -> Ints:
    born = county.people["birth"].astype("datetime64[Y]").astype(int) + 1970
    found = np.full(len(school), NOT_GIVEN)
    free = school == NOT_GIVEN
    found[free & (county.people["age"] < YOUNGEST_FINISHED)] = 0
    starts = [row[0] for row in _FINISHED]
    band = np.searchsorted(starts, born, side="right") - 1
    for row, (_, codes, weights) in enumerate(_FINISHED):
        at = np.flatnonzero(free & (band == row) & (county.people["age"] >= YOUNGEST_FINISHED))
        found[at] = np.array(codes)[drawn(chance, len(at), weights)]
    return found
