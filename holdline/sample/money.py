"""Income of each household: sources that add up to the fen, and what illness costs."""

import numpy as np
from numpy.random import Generator
from scipy.special import ndtr, ndtri

from holdline.sample.conditions import WEAK
from holdline.sample.content import figures
from holdline.sample.county import Bools, County, Floats, Ints, drawn
from holdline.sample.homes import NO_ROUND, NO_TYPE, ORDINARY, ROUND_PENDING, SEVERE
from holdline.sample.places import income_of

FIRST_YEAR = 2019
FEN = 100
LEAST_WAGE_FEN, LEAST_GAIN_FEN = 150_000, 40_000


def earn(county: County) -> None:
    """Fill homes with income_year, heads and, in whole fen, every income column.

    net = wage + business + property + transfer - cost, each the sum of its own parts.
    """
    chance = county.chance("income")
    homes = county.homes
    homes["heads"] = np.where(
        homes["is_natural"], homes["size"], county.count(county.people["is_active"])
    )
    homes["income_year"] = _years(chance, county)
    spend(county)
    _fixed(chance, county)
    target = _target(chance, county)
    _share_out(chance, county, target)
    _beside(chance, county)


def lines() -> Ints:
    """The monitoring line of 2019 to 2022, yuan."""
    return np.array(figures("money")["line"])


def _years(chance: Generator, county: County) -> Ints:
    """The year an income describes: stale for the households no longer surveyed each year."""
    homes, size = county.homes, county.households
    years = np.array([2020, 2021, 2022])[drawn(chance, size, [0.72, 0.12, 0.16])]
    years[homes["group"] == ORDINARY] = 2022
    years[homes["round"] != NO_ROUND] = 2020
    years[homes["round"] == ROUND_PENDING] = 2021
    years[homes["is_open"]] = 2022
    out = homes["is_out"]
    changed = homes["changed_on"].astype("datetime64[Y]").astype(int) + 1970
    years[out] = np.clip(changed[out], 2020, 2022)
    return years


def spend(county: County) -> None:
    """Fill people's medical_fen and self_fen of a year; small outside a case."""
    chance = county.chance("medical")
    people, homes = county.people, county.homes
    size = len(people["home"])
    lot = chance.normal(size=size)
    monitored = (homes["monitor_type"] != NO_TYPE)[people["home"]]
    ordinary = (homes["group"] == ORDINARY)[people["home"]]
    well = np.minimum(120 * np.exp(0.9 * lot), 1500)
    cost = np.where(people["chronic"], np.minimum(650 * np.exp(0.6 * lot), 2600), well)
    grave = np.where(
        monitored, np.minimum(13000 * np.exp(0.6 * lot), 78000), 2700 * np.exp(0.35 * lot)
    )
    grave = np.where(ordinary & ~monitored, np.minimum(5200 * np.exp(0.5 * lot), 15500), grave)
    grave = np.where(monitored, grave, np.minimum(grave, np.where(ordinary, 15500, 4850)))
    cost = np.where(people["major"], np.maximum(grave, 900), cost)
    people["self_fen"] = np.rint(cost * FEN).astype(int)
    paid_share = chance.uniform(0.22, 0.55, size)
    people["medical_fen"] = np.rint(people["self_fen"] / paid_share).astype(int)
    people["out_of_list_fen"] = np.rint(
        people["self_fen"] * chance.uniform(0.08, 0.45, size)
    ).astype(int)


def _fixed(chance: Generator, county: County) -> None:
    """Allowances and pensions that follow from who lives there."""
    homes, people = county.homes, county.people
    size = len(people["home"])
    growth = 1.07 ** (homes["income_year"] - 2020)
    monthly = np.where(
        homes["is_open"][people["home"]],
        chance.uniform(110, 290, size),
        chance.uniform(150, 430, size),
    )
    allowed = (people["subsistence"] == 1) | (people["subsistence"] == 2)
    homes["subsistence_fen"] = _fen(county.total(monthly * 12, allowed) * growth)
    poor = county.total(chance.uniform(10100, 12400, size), people["destitute"] > 0)
    homes["destitute_fen"] = _fen(poor * growth)
    old = county.total(12 * chance.uniform(142, 196, size), people["is_drawing"])
    homes["pension_fen"] = _fen(old * growth)
    severe = (people["grade"] > 0) & (people["grade"] <= 2)
    grants = county.total(12 * chance.uniform(90, 130, size), severe)
    homes["grants_fen"] = _fen(
        grants + homes["farmland"] * chance.uniform(95, 140, county.households)
    )


def _fen(yuan: Floats) -> Ints:
    return np.rint(yuan * FEN).astype(np.int64)


def _target(chance: Generator, county: County) -> Floats:
    """Net income a head that each household should come to, in yuan."""
    homes = county.homes
    money = figures("money")
    mean = income_of(county.code, county.seed)[homes["income_year"] - FIRST_YEAR]
    line = lines()[homes["income_year"] - FIRST_YEAR].astype(float)
    median = np.where(homes["group"] == ORDINARY, 0.85, money["policy_over_county"]) * mean
    sigma = np.full(len(mean), money["policy_sigma"])
    low, high = np.full(len(mean), float(money["floor"])), np.full(len(mean), 90_000.0)
    gravely = county.any(county.people["major"] | _severe(county)) & ~homes["is_paid"]
    low[gravely & ~homes["is_open"]] = 1.6 * lines()[-1]
    out = homes["is_out"]
    median[out], sigma[out] = 1.55 * line[out], 0.25
    open_ = homes["is_open"]
    median[open_], sigma[open_] = 0.9 * line[open_], 0.2
    low[open_], high[open_] = 0.58 * line[open_], 1.08 * line[open_]
    sudden = open_ & (homes["monitor_type"] == SEVERE)
    median[sudden], sigma[sudden], high[sudden] = 1.35 * line[sudden], 0.33, 2.9 * line[sudden]
    reached = (homes["criterion"] == 1) & (homes["round"] != NO_ROUND)
    low[reached], median[reached] = mean[reached] * 1.06, mean[reached]
    return truncated(chance, median, sigma, low, high)


def _severe(county: County) -> Bools:
    grade = county.people["grade"]
    return np.asarray((grade > 0) & (grade <= 2))


def truncated(
    chance: Generator, median: Floats, sigma: Floats, low: Floats, high: Floats
) -> Floats:
    """Log-normal between *low* and *high*, drawn through the quantiles."""
    first = ndtr(np.log(low / median) / sigma)
    last = ndtr(np.log(high / median) / sigma)
    share = first + chance.uniform(0.002, 0.998, len(median)) * (last - first)
    found: Floats = np.clip(median * np.exp(sigma * ndtri(share)), low * 1.001, high)
    return found


def _share_out(chance: Generator, county: County, target: Floats) -> None:
    """Split what allowances leave over wages, business, property and other transfers."""
    homes = county.homes
    allowances = (homes[f"{name}_fen"] for name in ("subsistence", "destitute", "pension"))
    fixed = sum(allowances, homes["grants_fen"])
    wanted = _fen(target * homes["heads"])
    rest = np.maximum(wanted - fixed, (0.04 * wanted).astype(np.int64))
    workers, farms = county.count(county.people["is_working"]), _farms(chance, county)
    weights = _weights(chance, workers, farms)
    wage, business, estate, other = (np.floor(rest * weight).astype(np.int64) for weight in weights)
    _wages(chance, county, np.where(workers > 0, np.maximum(wage, LEAST_WAGE_FEN), 0))
    _business(chance, county, np.where(farms, np.maximum(business, LEAST_GAIN_FEN), 0))
    _estate(chance, county, estate)
    homes["other_transfer_fen"] = homes["grants_fen"] + other
    homes["transfer_fen"] = fixed + other
    earned = (homes[f"{name}_fen"] for name in ("wage", "business", "property"))
    homes["net_fen"] = sum(earned, homes["transfer_fen"] - homes["cost_fen"])


def _weights(chance: Generator, workers: Ints, farms: Bools) -> Floats:
    """Shares of wages, business, property and other transfers, a column a household."""
    size = len(workers)
    weights = np.stack(
        [
            np.where(workers > 0, chance.gamma(5.0, 1, size) * np.minimum(workers, 3), 0),
            np.where(farms, chance.gamma(2.2, 1, size), 0),
            chance.gamma(0.5, 0.6, size),
            chance.gamma(1.2, 0.8, size) + np.where((workers == 0) & ~farms, 2.0, 0.15),
        ]
    )
    shares: Floats = weights / weights.sum(axis=0)
    return shares


def _farms(chance: Generator, county: County) -> Bools:
    homes, people = county.homes, county.people
    hands = county.any(people["labour"] <= WEAK)
    hale = county.any((people["age"] <= 76) & (people["age"] >= 18))
    share = np.where(hands, 0.72, np.where(hale, 0.4, 0.05))
    share[hands & (homes["monitor_type"] != NO_TYPE)] = 0.92
    return np.asarray((homes["farmland"] > 0) & (chance.random(county.households) < share))


def _wages(chance: Generator, county: County, wage: Ints) -> None:
    """Wages, at least those of the household's public-welfare posts."""
    homes, people = county.homes, county.people
    posts = county.total(people["post_months"], people["public_post"] >= 0)
    homes["public_fen"] = _fen(posts * chance.uniform(320, 690, len(wage)))
    wage = np.maximum(wage, homes["public_fen"])
    free = wage - homes["public_fen"]
    some = chance.random(len(wage)) < 0.12
    other = np.where(
        some & (free > 0), (free * chance.uniform(0.05, 0.3, len(wage))).astype(np.int64), 0
    )
    homes["wage_fen"] = wage
    homes["other_wage_fen"] = other
    homes["migrant_fen"] = free - other


def _business(chance: Generator, county: County, gain: Ints) -> None:
    homes, size = county.homes, county.households
    burden = chance.uniform(0.3, 0.52, size)
    gross = np.rint(gain / (1 - burden)).astype(np.int64)
    livestock = np.where(chance.random(size) < 0.25, chance.uniform(0.1, 0.7, size), 0.0)
    other = np.where(chance.random(size) < 0.15, chance.uniform(0.05, 0.28, size), 0.0)
    homes["business_fen"] = gross
    homes["livestock_fen"] = np.floor(gross * livestock).astype(np.int64)
    homes["other_business_fen"] = np.floor(gross * other).astype(np.int64)
    homes["crop_fen"] = gross - homes["livestock_fen"] - homes["other_business_fen"]
    homes["cost_fen"] = gross - gain


def _estate(chance: Generator, county: County, estate: Ints) -> None:
    homes, size = county.homes, county.households
    share = np.where(chance.random(size) < 0.6, chance.uniform(0.2, 1.0, size), 0.0)
    homes["property_fen"] = estate
    homes["dividend_fen"] = np.floor(estate * share).astype(np.int64)
    homes["other_property_fen"] = estate - homes["dividend_fen"]


def _beside(chance: Generator, county: County) -> None:
    """Claims, rigid spending, and the figures a head that follow."""
    homes, size = county.homes, county.households
    net, heads = homes["net_fen"], homes["heads"]
    paid = chance.random(size) < np.where(homes["is_flooded"], 0.75, 0.02)
    homes["claims_fen"] = np.where(paid, _fen(np.exp(chance.normal(7.1, 0.6, size))), 0)
    once = chance.random(size) < 0.015
    homes["one_off_fen"] = np.where(
        once, (net * chance.uniform(0.03, 0.18, size)).astype(np.int64), 0
    )
    illness = county.total(county.people["self_fen"])
    at_school = county.count(county.people["school"] > 30)
    spent = illness * chance.uniform(0.75, 1.0, size) + at_school * _fen(
        chance.uniform(1500, 6000, size)
    )
    rigid = np.clip(np.rint(spent), 0, np.maximum(0.7 * net, 0)).astype(np.int64)
    line = _fen(lines()[homes["income_year"] - FIRST_YEAR].astype(float))
    ceiling = np.rint(line * heads * chance.uniform(0.72, 0.98, size)).astype(np.int64)
    above = homes["is_open"] & (net + homes["claims_fen"] - rigid > ceiling)
    rigid = np.where(above, net + homes["claims_fen"] - ceiling, rigid)
    homes["rigid_fen"] = rigid
    homes["per_head_fen"] = np.rint(net / heads).astype(np.int64)
    homes["reference_fen"] = np.rint((net + homes["claims_fen"] - rigid) / heads).astype(np.int64)
    homes["disposable_fen"] = np.rint(
        net / heads * (1 - chance.uniform(0.004, 0.035, size))
    ).astype(np.int64)
    change = np.where(
        homes["is_open"], chance.uniform(-0.34, 0.2, size), chance.uniform(-0.06, 0.3, size)
    )
    homes["previous_fen"] = np.rint(net / heads / (1 + change)).astype(np.int64)
