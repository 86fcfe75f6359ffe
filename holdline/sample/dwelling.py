"""House, water, road and land of each household, safe unless that is the open risk."""

import numpy as np

from holdline.sample.county import NEVER, County, drawn
from holdline.sample.departures import days_between
from holdline.sample.homes import NO_ROUND, ORDINARY
from holdline.sample.places import Places
from holdline.sample.risks import HOUSE, WATER, has_risk

BELOW, EQUAL, ABOVE = 0, 1, 2
COMPARED = ("below", "equal", "above")
GRADES = ("A", "B", "C", "D")
PROGRAMMES = ("poverty_relocation", "yellow_river", "migrant_relief", "none")
MODES = ("concentrated", "scattered", "monetary")


def house(county: County, places: Places) -> None:
    """Fill homes with land, house and living conditions; see the names in `tables_home`."""
    chance = county.chance("dwelling")
    homes, size = county.homes, county.households
    heads = np.maximum(homes["size"], 1)
    adults = np.maximum(county.count(county.people["age"] >= 18), 1)
    land = np.where(chance.random(size) < 0.1, 0.0, adults * chance.uniform(0.5, 2.3, size))
    homes["farmland"] = np.round(land, 2)
    homes["forest"] = np.round(
        np.where(chance.random(size) < 0.08, chance.uniform(0.3, 6, size), 0), 2
    )
    norm = places.facts["norm_area"][homes["village"]]
    area = heads**0.55 * norm * chance.uniform(0.95, 1.6, size)
    homes["area"] = np.round(np.maximum(area, 22), 2)
    homes["structure"] = drawn(chance, size, [0.03, 0.45, 0.46, 0.06]) + 1
    homes["water"] = drawn(chance, size, [0.955, 0.04, 0.005]) + 1
    homes["toilet"] = drawn(chance, size, [0.62, 0.3, 0.08]) + 1
    homes["fuel"] = drawn(chance, size, [0.18, 0.14, 0.3, 0.1, 0.24, 0.02, 0.02]) + 1
    homes["road"] = drawn(chance, size, [0.04, 0.05, 0.76, 0.15]) + 1
    homes["road_km"] = np.round(chance.exponential(0.35, size) + 0.01, 2)
    homes["durables"] = drawn(chance, size, [0.03, 0.1, 0.22, 0.3, 0.23, 0.12])
    homes["has_broadband"] = chance.random(size) < 0.52
    homes["tenure"] = np.array([1, 2, 3, 6])[drawn(chance, size, [0.93, 0.01, 0.02, 0.04])]
    gathered = county.any(county.people["destitute"] == 4)
    homes["tenure"][gathered] = 5
    _safety(county)
    _relocation(county, places)
    _comparison(county)


def _safety(county: County) -> None:
    """Grades C and D, and unsafe water, only where they are the risk of an open case."""
    chance = county.chance("safety")
    homes, size = county.homes, county.households
    at_risk = has_risk(county, HOUSE)
    homes["grade"] = drawn(chance, size, [0.55, 0.45])
    unsafe = at_risk & homes["is_open"]
    homes["grade"][unsafe] = 2 + (chance.random(int(unsafe.sum())) < 0.3)
    homes["is_dangerous"] = unsafe
    verdict = np.array([1, 2])[drawn(chance, size, [0.3, 0.7])]
    rebuilt = (chance.random(size) < 0.07) & (homes["group"] != ORDINARY)
    verdict[rebuilt | (at_risk & ~unsafe)] = 3
    verdict[unsafe] = 5
    homes["verdict"] = verdict
    homes["is_thirsty"] = has_risk(county, WATER) & homes["is_open"]
    first = np.where(np.isnat(homes["identified_on"]), county.day - 500, homes["identified_on"])
    homes["graded_on"] = days_between(chance, np.datetime64("2018-01-01"), first - 20, size)
    homes["graded_on"][chance.random(size) < 0.35] = NEVER


def _relocation(county: County, places: Places) -> None:
    """A few villages took part in relocation; where it was paid in money, houses were bought."""
    chance = county.chance("relocation")
    homes, size = county.homes, county.households
    village = chance.random(len(places.villages)) < 0.03
    moved = village[homes["village"]] & (homes["group"] != ORDINARY)
    moved &= chance.random(size) < 0.6
    programme = drawn(chance, len(places.villages), [0.7, 0.2, 0.1])
    homes["programme"] = np.where(moved, programme[homes["village"]], 3)
    mode = drawn(chance, len(places.villages), [0.6, 0.2, 0.2])
    homes["mode"] = np.where(moved, mode[homes["village"]], -1)
    homes["is_relocated"] = moved & (homes["programme"] == 0)
    homes["is_moved"] = moved


def _comparison(county: County) -> None:
    """Compared with ordinary households of the village, for those that were appraised."""
    chance = county.chance("comparison")
    homes, size = county.homes, county.households
    found = np.where(chance.random(size) < 0.25, drawn(chance, size, [0.35, 0.55, 0.1]), -1)
    appraised = homes["round"] != NO_ROUND
    better = np.where(chance.random(size) < 0.3, ABOVE, EQUAL)
    found[appraised] = better[appraised]
    found[homes["criterion"] == 8] = ABOVE
    found[homes["is_open"]] = BELOW
    homes["comparison"] = found
