"""The spells of monitoring: how each household got in, got out, and came back."""

import numpy as np
from numpy.random import Generator

from holdline.sample.conditions import WEAK
from holdline.sample.content import figures
from holdline.sample.county import NEVER, Array, Bools, Columns, County, Ints, drawn
from holdline.sample.departures import days_between

OPEN, BY_SUPPORT, NATURAL = 0, 1, 2
MONTHS_A_YEAR = 12
HASTE = 1.5
ASSESSED = 0.97
REPORTED = (2, 3, 4)
BRISK_LEGS = 3
LEGS = (  # days from one step to the next, least and most
    ("visited_on", 1, 3),
    ("appraised_on", 1, 3),
    ("publicity_from_on", 1, 2),
    ("publicity_to_on", 5, 5),
    ("town_reviewed_on", 1, 2),
    ("county_reviewed_on", 1, 2),
    ("identified_on", 0, 1),
)
EXIT_LEGS = (
    ("elimination_appraised_on", 1, 4),
    ("elimination_publicity_from_on", 1, 2),
    ("elimination_publicity_to_on", 5, 5),
    ("elimination_county_reviewed_on", 1, 3),
    ("eliminated_on", 0, 1),
)


def live_through(county: County) -> None:
    """Fill `cases`, one row a spell by household; `homes` gains is_open, is_out and changed_on.

    is_open: the latest spell has not ended. is_out: it has. changed_on: the day of its last
    change of state, NaT for a household never monitored.
    """
    chance = county.chance("histories")
    rows = np.flatnonzero(~np.isnat(county.homes["identified_on"]))
    first = _spell(rows, np.ones(len(rows), dtype=int), county.homes["identified_on"][rows])
    _eliminate(chance, county, first)
    again = _relapse(chance, county, first)
    cases = {name: np.concatenate([first[name], again[name]]) for name in first}
    order = np.lexsort((cases["spell"], cases["home"]))
    county.cases = {name: values[order] for name, values in cases.items()}
    _source(chance, county)
    _steps(chance, county)
    _latest(county)


def _spell(homes: Ints, spell: Ints, identified: Array) -> Columns:
    size = len(homes)
    return {
        "home": homes,
        "spell": spell,
        "identified_on": identified,
        "eliminated_on": np.full(size, NEVER),
        "ending": np.full(size, OPEN),
        "rolled_back_on": np.full(size, NEVER),
    }


def _eliminate(chance: Generator, county: County, cases: Columns) -> None:
    """Nobody gets out in the first year; then by the risk's hazard and the month's habit."""
    plan, risks = figures("histories"), figures("risks")
    hazard_of = np.zeros(100)
    for code, (_, hazard) in risks.items():
        hazard_of[int(code)] = hazard
    homes = cases["home"]
    hazard = hazard_of[county.homes["risks"][homes, 0]]
    hazard[county.count(county.people["labour"] <= WEAK)[homes] == 0] = 0.0
    hazard[county.homes["is_natural"][homes]] = 0.0
    start = cases["identified_on"].astype("datetime64[M]")
    last = np.datetime64(county.as_of, "M")
    month = np.full(len(homes), np.datetime64("NaT", "M"))
    for after in range(
        MONTHS_A_YEAR, int((last - start.min()).astype(int)) + 1 if len(start) else 0
    ):
        now = start + after
        factor = np.array(plan["month_factor"])[now.astype(int) % 12]
        out = (
            np.isnat(month) & (now <= last) & (chance.random(len(homes)) < HASTE * hazard * factor)
        )
        month[out] = now[out]
    out = ~np.isnat(month)
    day = (cases["identified_on"] - start.astype("datetime64[D]")).astype(int)
    later = day + (chance.random(len(homes)) * (28 - day)).astype(int)
    cases["eliminated_on"][out] = (month.astype("datetime64[D]") + later)[out]
    cases["ending"][out] = BY_SUPPORT
    gone = county.homes["is_natural"][homes]
    cases["eliminated_on"][gone] = county.homes["natural_on"][homes[gone]] + 10
    cases["ending"][gone] = NATURAL
    _roll_back(chance, county, cases)


def _roll_back(chance: Generator, county: County, cases: Columns) -> None:
    """A few eliminations were wrong and were undone: those spells are open."""
    old = (cases["ending"] == OPEN) & (cases["identified_on"] < county.day - 480)
    share = figures("histories")["rolled_back"]
    at = np.flatnonzero(old & (chance.random(len(old)) < share * 3))
    first = cases["identified_on"][at] + 400
    cases["rolled_back_on"][at] = days_between(chance, first, county.day - 20, len(at))


def _relapse(chance: Generator, county: County, cases: Columns) -> Columns:
    """Second spells, open, of a few that had got out at least half a year before the end."""
    out = (cases["ending"] == BY_SUPPORT) & (cases["eliminated_on"] < county.day - 160)
    share = figures("histories")["relapse"]
    at = np.flatnonzero(out & (chance.random(len(out)) < share))
    first = cases["eliminated_on"][at] + 60
    day = days_between(chance, first, np.minimum(first + 200, county.day - 8), len(at))
    capped = day.astype("datetime64[M]").astype("datetime64[D]")
    day = np.minimum(day, capped + 27)
    return _spell(cases["home"][at], np.full(len(at), 2), day)


def _steps(chance: Generator, county: County) -> None:
    """The days of each procedure, counted back from its end."""
    cases = county.cases
    size = len(cases["home"])
    _back(chance, cases, "clue_on", LEGS, np.isin(cases["channel"], REPORTED))
    _back(chance, cases, "assessed_on", EXIT_LEGS, np.zeros(size, dtype=bool))
    natural = cases["ending"] == NATURAL
    cases["elimination_appraised_on"][natural] = NEVER
    is_due = (cases["ending"] == OPEN) & (cases["identified_on"] < county.day - 400)
    is_due &= county.count(county.people["labour"] <= WEAK)[cases["home"]] > 0
    is_due &= np.isnat(cases["rolled_back_on"])
    cases["is_assessed"] = is_due & (chance.random(size) < 0.08)
    count = int(cases["is_assessed"].sum())
    cases["assessed_on"][cases["is_assessed"]] = days_between(
        chance, county.day - 20, county.day - 1, count
    )
    _assess_round(chance, cases)


def _assess_round(chance: Generator, cases: Columns) -> None:
    """The assessment of the 2021 round: nearly all cases open then and since have its day."""
    before = cases["identified_on"] < np.datetime64("2021-10-01")
    is_due = (cases["ending"] == OPEN) & before & np.isnat(cases["assessed_on"])
    at = np.flatnonzero(is_due & (chance.random(len(before)) < ASSESSED))
    first, last = np.datetime64("2021-10-14"), np.datetime64("2021-12-03")
    cases["assessed_on"][at] = days_between(chance, first, last, len(at))


def _back(
    chance: Generator,
    cases: Columns,
    start: str,
    legs: tuple[tuple[str, int, int], ...],
    brisk: Bools,
) -> None:
    """Fill the days before the last leg's; *brisk* ones lose no time after the public notice."""
    day = cases[legs[-1][0]].copy()
    names = [start, *(name for name, _, _ in legs)]
    for place in range(len(legs) - 1, -1, -1):
        _, low, high = legs[place]
        quick = (
            np.full(len(day), low)
            + (place < BRISK_LEGS) * chance.integers(0, high - low + 1, len(day)) // 2
        )
        day = day - np.where(brisk, quick, chance.integers(low, high + 1, len(day)))
        cases[names[place]] = day


def _latest(county: County) -> None:
    """The state each household ended in."""
    homes, cases = county.homes, county.cases
    is_last = np.ones(len(cases["home"]), dtype=bool)
    is_last[:-1] = cases["home"][1:] != cases["home"][:-1]
    cases["is_last"] = is_last
    for name in ("is_open", "is_out"):
        homes[name] = np.zeros(county.households, dtype=bool)
    homes["changed_on"] = np.full(county.households, NEVER)
    ended = cases["ending"] != OPEN
    homes["is_open"][cases["home"][is_last & ~ended]] = True
    homes["is_out"][cases["home"][is_last & ended]] = True
    last = np.where(ended, cases["eliminated_on"], cases["identified_on"])
    homes["changed_on"][cases["home"][is_last]] = last[is_last]


def _source(chance: Generator, county: County) -> None:
    """The channel of each spell: 1 cadres, 2 to 4 self-report, 5 department, 6 petition."""
    cases = county.cases
    size = len(cases["home"])
    channels = np.array([1, 2, 3, 4, 5, 6, 8, 9])
    weights = [0.60, 0.05, 0.04, 0.06, 0.22, 0.02, 0.003, 0.007]
    found = channels[drawn(chance, size, weights)]
    swept = _in_sweep(cases["identified_on"]) & (chance.random(size) < 0.5)
    found[swept & (found == 1)] = 7
    cases["channel"] = found


def _in_sweep(day: Array) -> Bools:
    return np.asarray((day >= np.datetime64("2021-10-20")) & (day <= np.datetime64("2021-11-30")))


def people_then(county: County, cases: Columns) -> Ints:
    """How many people each spell's household had on the day it was identified; at least one."""
    people = county.people
    size = np.bincount(people["home"], minlength=county.households)
    start = np.cumsum(size) - size
    which = np.repeat(np.arange(len(cases["home"])), size[cases["home"]])
    edge = np.cumsum(size[cases["home"]]) - size[cases["home"]]
    row = start[cases["home"]][which] + np.arange(len(which)) - edge[which]
    day = cases["identified_on"][which]
    here = ~(people["joined_on"][row] > day) & ~(people["left_on"][row] <= day)
    return np.maximum(np.bincount(which, weights=here, minlength=len(cases["home"])), 1).astype(int)
