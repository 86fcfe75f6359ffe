"""Who draws the subsistence allowance or destitute support, and how people are insured."""

import numpy as np
from numpy.random import Generator

from holdline.sample.conditions import WEAK
from holdline.sample.county import NEVER, Bools, County
from holdline.sample.departures import days_between
from holdline.sample.homes import NO_ROUND, NO_TYPE, ORDINARY

UNPAID, RURAL, URBAN, MARGIN, RIGID = 0, 1, 2, 3, 4
SCATTERED, GATHERED = 3, 4
NEWBORN, SOLDIER = 3, 1


def provide(county: County) -> None:
    """Fill people's subsistence, destitute (codes), their dates, and homes' is_whole_no_labour.

    A whole household without labour that is monitored always has someone on an allowance.
    """
    chance = county.chance("benefits")
    people, homes = county.people, county.homes
    size = len(people["home"])
    active = people["is_active"]
    people["subsistence"] = np.zeros(size, dtype=int)
    people["destitute"] = np.zeros(size, dtype=int)
    helpless = (county.count(people["labour"] <= WEAK) == 0) & (county.count(active) > 0)
    severe = (people["grade"] > 0) & (people["grade"] <= 2)
    needy = _needy(chance, county, helpless, county.any(severe | people["major"]))
    alone = (county.count(active) == 1) & county.any(people["age"] >= 60)
    destitute = needy & alone & (homes["monitor_type"] == NO_TYPE)
    destitute &= chance.random(county.households) < 0.15
    kept = chance.random(size) < 0.93
    people["destitute"][destitute[people["home"]] & active] = SCATTERED
    people["destitute"][destitute[people["home"]] & active & ~kept] = GATHERED
    _allow(chance, county, needy & ~destitute, severe | people["major"])
    paid = (people["subsistence"] == RURAL) | (people["subsistence"] == URBAN)
    paid |= people["destitute"] > 0
    people["is_paid"] = paid
    homes["is_paid"] = county.any(paid)
    homes["is_whole_no_labour"] = helpless & homes["is_paid"]
    _edges(chance, county)
    _since(chance, county)


def _needy(chance: Generator, county: County, helpless: Bools, gravely: Bools) -> Bools:
    homes = county.homes
    share = np.where(gravely, 0.86, np.where(helpless, 0.66, 0.24))
    share[(homes["group"] == ORDINARY) & ~gravely] = 0.3
    share[homes["is_open"] & helpless] = 1.0
    share[homes["round"] != NO_ROUND] = 0.0
    share[county.count(county.people["is_active"]) == 0] = 0.0
    return np.asarray(chance.random(county.households) < share)


def _allow(chance: Generator, county: County, needy: Bools, gravely: Bools) -> None:
    """The allowance for everyone of a needy household, or for its gravely ill alone."""
    people = county.people
    single = county.any(gravely) & (chance.random(county.households) < 0.35)
    home = people["home"]
    on_it = needy[home] & people["is_active"] & (~single[home] | gravely)
    town = chance.random(county.households) < 0.006
    people["subsistence"][on_it] = np.where(town[home[on_it]], URBAN, RURAL)


def _edges(chance: Generator, county: County) -> None:
    """Households just above the allowance; neither they nor those in a round draw it."""
    people, homes = county.people, county.homes
    free = ~homes["is_paid"] & (homes["round"] == NO_ROUND)
    lot = chance.random(county.households)
    for kind, low, high in ((MARGIN, 0.0, 0.025), (RIGID, 0.025, 0.033)):
        at = free & (lot >= low) & (lot < high)
        people["subsistence"][at[people["home"]] & people["is_active"]] = kind
    homes["was_stopped"] = free & (lot > 0.985)


def _since(chance: Generator, county: County) -> None:
    people, homes = county.people, county.homes
    home, size = people["home"], len(people["home"])
    monitored = homes["monitor_type"] != NO_TYPE
    first = np.datetime64("2014-01-01")
    last = np.where(monitored, homes["identified_on"], county.day - 130)
    whole = days_between(chance, first, last, county.households)
    fresh = homes["is_paid"] & ~monitored & (chance.random(county.households) < 0.006)
    recent = days_between(chance, county.day - 85, county.day - 6, county.households)
    since = np.where(fresh, recent, whole).astype("datetime64[M]").astype("datetime64[D]")
    since = np.where(fresh & (since < county.day - 85), county.day - 30, since)
    homes["is_newly_paid"] = fresh
    for name in ("subsistence", "destitute"):
        people[f"{name}_from_on"] = np.full(size, NEVER)
    paid = people["is_paid"] & (people["destitute"] == 0)
    people["subsistence_from_on"][paid] = since[home[paid]]
    poor = people["destitute"] > 0
    people["destitute_from_on"][poor] = since[home[poor]]
    stopped = homes["was_stopped"][home] & people["is_active"]
    until = days_between(chance, np.datetime64("2019-01-01"), county.day - 200, size)
    people["subsistence_to_on"] = np.where(stopped, until, NEVER)
    people["subsistence_from_on"][stopped] = until[stopped] - 700


def insure(county: County) -> None:
    """Fill people's medical (1 resident, 2 employee, 0 none), exemption, pension and is_soldier."""
    chance = county.chance("insurance")
    people = county.people
    size, age = len(people["home"]), people["age"]
    steady = people["is_working"] & (people["form"] <= 1)
    lot = chance.random(size)
    people["medical"] = np.where(steady & (lot < 0.3), 2, 1)
    newborn = (people["birth"] > county.day - 55) & ~people["chronic"] & ~people["major"]
    people["exemption"] = np.where(newborn & (lot < 0.6), NEWBORN, -1)
    idle = (people["labour"] <= 2) & ~people["is_working"] & (people["sex"] == 1)
    people["is_soldier"] = idle & (age >= 18) & (age <= 24) & (people["school"] <= 0) & (lot < 0.02)
    plain = (county.homes["monitor_type"] == NO_TYPE)[people["home"]] & ~people["chronic"]
    people["is_soldier"] &= plain & (people["public_post"] < 0)
    people["exemption"][people["is_soldier"]] = SOLDIER
    people["medical"][people["exemption"] >= 0] = 0
    adult = (age >= 16) & (people["school"] <= 0) & ~people["is_soldier"]
    people["pension"] = np.where(adult, np.where(people["medical"] == 2, 2, 1), 0)
    people["pension"][adult & (age < 60) & (lot > 0.94)] = 0
    people["is_drawing"] = age >= 60
    people["pension"][people["is_drawing"]] = 1
