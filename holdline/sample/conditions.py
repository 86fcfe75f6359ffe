"""Health, disability and the ability to work, with the causes that lie in people."""

import numpy as np
from numpy.random import Generator

from holdline.sample.county import NEVER, Bools, County, Ints, chosen, drawn
from holdline.sample.departures import days_between
from holdline.sample.homes import NO_ROUND, NO_TYPE, ORDINARY

ORDINARY_LABOUR, SKILLED, WEAK, LOST, NONE = 1, 2, 3, 4, 5
ILL, DISABLED, SCHOOL, NO_HANDS = 1, 2, 3, 8
NO_CAUSE = -1
_CAUSES = ((1, 0.50), (2, 0.20), (8, 0.14), (7, 0.06), (9, 0.04), (3, 0.02), (99, 0.04))
CRITERIA = (0.40, 0.25, 0.06, 0.08, 0.015, 0.15, 0.005, 0.04)
GONE = 2
TODDLER = 4


def fall_ill(county: County) -> None:
    """Fill `people` with chronic, major, disabled, category, grade, recovered_on, graduated_on.

    `homes` gains cause (of a household lifted out) and criterion (of one in an annotation round:
    1 to 8, else 0). Nobody in such a household is gravely ill or severely disabled.
    """
    chance = county.chance("conditions")
    people, homes = county.people, county.homes
    _base(chance, county)
    _causes(chance, county)
    _criteria(chance, county)
    in_round = (homes["round"] != NO_ROUND)[people["home"]]
    people["major"] &= ~in_round
    mild = in_round & (people["grade"] > 0) & (people["grade"] < 3)
    people["grade"][mild] += 2
    _recover(chance, county)


def _base(chance: Generator, county: County) -> None:
    people = county.people
    age, size = people["age"], len(people["age"])
    band = np.searchsorted([16, 60, 75], age, side="right")
    lot = chance.random((3, size))
    people["chronic"] = lot[0] < np.array([0.02, 0.19, 0.46, 0.55])[band]
    people["major"] = (lot[1] < np.array([0.006, 0.045, 0.085, 0.08])[band]) & (age >= TODDLER)
    people["disabled"] = lot[2] < np.array([0.05, 0.19, 0.17, 0.16])[band]
    people["category"] = np.zeros(size, dtype=int)
    people["grade"] = np.zeros(size, dtype=int)
    certify(chance, county, people["disabled"])
    people["recovered_on"] = np.full(size, NEVER)
    people["graduated_on"] = np.full(size, NEVER)


def certify(
    chance: Generator, county: County, mask: Bools, grades: tuple[int, ...] = (1, 2, 3, 4)
) -> None:
    """Give the people of *mask* a category and one of *grades* of disability."""
    count = int(mask.sum())
    weights = np.array([0.12, 0.22, 0.28, 0.38])[np.array(grades) - 1]
    category = drawn(chance, count, [0.11, 0.12, 0.02, 0.51, 0.11, 0.10, 0.03]) + 1
    county.people["category"][mask] = category
    county.people["grade"][mask] = np.array(grades)[drawn(chance, count, weights)]
    county.people["disabled"][mask] = True


def _causes(chance: Generator, county: County) -> None:
    """A main cause for each household lifted out, with someone in it who bears it."""
    homes, people = county.homes, county.people
    codes = np.array([code for code, _ in _CAUSES])
    lifted = homes["group"] != ORDINARY
    cause = codes[drawn(chance, county.households, [share for _, share in _CAUSES])]
    pupil = county.any((people["age"] >= 6) & (people["age"] <= 21))
    cause[(cause == SCHOOL) & ~pupil] = ILL
    homes["cause"] = np.where(lifted, cause, NO_CAUSE)
    needy = lifted & (homes["cause"] == ILL) & ~county.any(people["chronic"] | people["major"])
    patient = county.first(people["age"] + 1, needy & (homes["round"] == NO_ROUND))
    people["chronic"][patient[patient >= 0]] = True
    needy = lifted & (homes["cause"] == DISABLED) & ~county.any(people["disabled"])
    bearer = county.first(people["age"] + 1, needy)
    mask = np.zeros(len(people["home"]), dtype=bool)
    mask[bearer[bearer >= 0]] = True
    certify(chance, county, mask, (2, 3, 4))


def _criteria(chance: Generator, county: County) -> None:
    """The criterion by which each household in a round was proposed."""
    homes, people = county.homes, county.people
    old = county.any((people["relation"] == 1) & (people["age"] >= 58))
    homes["criterion"] = np.zeros(county.households, dtype=int)
    at = np.flatnonzero(homes["round"] != NO_ROUND)
    weights = np.tile(CRITERIA, (len(at), 1))
    weights[~old[at], 5:] = 0
    homes["criterion"][at] = chosen(chance, weights) + 1
    gone = homes["criterion"] == GONE
    homes["cause"][gone] = np.where(_graduates(county)[gone] >= 0, SCHOOL, ILL)


def _graduates(county: County) -> Ints:
    """The grown child of each household who has finished school, -1 where there is none."""
    people = county.people
    able = np.isin(people["relation"], [3, 4]) & (people["age"] >= 22) & (people["age"] <= 30)
    able &= ~people["major"] & ~people["disabled"]
    return county.first(able.astype(int), county.homes["criterion"] == GONE)


def _recover(chance: Generator, county: County) -> None:
    """Where the cause of poverty is gone: a graduate at work, or a patient cured."""
    homes, people = county.homes, county.people
    gone = homes["criterion"] == GONE
    people["chronic"] &= ~gone[people["home"]]
    graduate = _graduates(county)
    found = graduate[graduate >= 0]
    people["graduated_on"][found] = days_between(
        chance, np.datetime64("2018-06-20"), np.datetime64("2020-06-30"), len(found)
    )
    cured = county.first(people["age"] + 1, gone & (homes["cause"] == ILL))
    found = cured[cured >= 0]
    people["recovered_on"][found] = days_between(
        chance, np.datetime64("2018-03-01"), np.datetime64("2020-09-30"), len(found)
    )


def work_ability(county: County) -> None:
    """Fill `people` with labour (1 to 5) from age, school and health."""
    chance = county.chance("labour")
    people = county.people
    age, size = people["age"], len(people["age"])
    severe = (people["grade"] > 0) & (people["grade"] <= 2)
    lot = chance.random(size)
    labour = np.where(lot < 0.16, SKILLED, ORDINARY_LABOUR)
    labour[people["chronic"] & (lot > 0.75)] = WEAK
    labour[people["disabled"] & (lot > 0.35)] = WEAK
    labour[people["major"]] = np.where(lot[people["major"]] < 0.6, WEAK, LOST)
    labour[severe] = np.where(lot[severe] < 0.3, WEAK, LOST)
    old = age >= 60
    share = np.where(age < 70, 0.68, np.where(age < 75, 0.25, 0.0))
    fit = (lot < share) & ~severe & ~people["major"]
    labour[old] = np.where(fit[old], WEAK, NONE)
    young = (age < 16) | (people["school"] > 0)
    labour[young] = NONE
    people["labour"] = labour


def is_monitored(county: County) -> Bools:
    """Whether each household was ever monitored."""
    return np.asarray(county.homes["monitor_type"] != NO_TYPE)
