"""How many households each county gets, so that the published totals are met."""

from dataclasses import dataclass

import numpy as np
import polars as pl

from holdline.reference.divisions import shipped
from holdline.sample.content import figures
from holdline.sample.county import shared
from holdline.sample.stream import stream

DETAILED = "37"
SIZES = ("small", "city", "province", "nation")
SMALL, CITY = "370403", "3704"


@dataclass(frozen=True)
class Quota:
    """The households of one county: lifted out with policies kept, and monitored ever."""

    county: str
    policy: int
    monitored: int


def quotas(size: str, seed: int) -> tuple[Quota, ...]:
    """The counties of *size* with their shares, by code; the same share at every size."""
    if size == "nation":
        provinces = shipped(()).filter(pl.col("level") == 1)["division_code"]
        return tuple(quota for code in provinces for quota in _of_province(code, seed))
    within = {"small": SMALL, "city": CITY, "province": DETAILED}[size]
    found = _of_province(DETAILED, seed)
    return tuple(quota for quota in found if quota.county.startswith(within))


def _of_province(province: str, seed: int) -> list[Quota]:
    room = _room(province)
    policy, monitored = _totals(province)
    cities = sorted({code[:4] for code in room})
    households = _by_city(cities, room, policy, "city_households")
    cases = _by_city(cities, room, monitored, "city_monitored")
    found = [_of_city(city, room, households[city], cases[city], seed) for city in cities]
    return [quota for quotas in found for quota in quotas]


def _of_city(
    city: str, room: dict[str, float], policy: int, monitored: int, seed: int
) -> list[Quota]:
    chance = stream(seed, city, "plan")
    counties = sorted(code for code in room if code.startswith(city))
    factor = figures("county_factor")
    weight = np.array([room[code] * factor.get(code, 1.0) for code in counties])
    households = weight * np.exp(chance.normal(0, 0.25, len(counties)))
    cases = households * np.exp(chance.normal(0, 0.12, len(counties)))
    parts = zip(
        counties, shared(chance, policy, households), shared(chance, monitored, cases), strict=True
    )
    return [Quota(code, int(some), min(int(few), int(some))) for code, some, few in parts]


def _by_city(
    cities: list[str], room: dict[str, float], total: int, published: str
) -> dict[str, int]:
    """*total* over the cities: published figures first, the rest by weight."""
    fixed = {code: n for code, n in figures(published).items() if code in cities}
    rest = [code for code in cities if code not in fixed]
    weights = figures("city_weight")
    space = {city: sum(room[code] for code in room if code.startswith(city)) for city in rest}
    weight = np.array([weights.get(city, space[city]) for city in rest], float)
    split = shared(stream(0, published, "plan"), total - sum(fixed.values()), weight)
    return fixed | dict(zip(rest, map(int, split), strict=True))


def _totals(province: str) -> tuple[int, int]:
    totals = figures("totals")
    if province == DETAILED:
        return totals["province_households"], totals["province_monitored"]
    rest = _countryside().filter(pl.col("province") != DETAILED)
    towns = dict(rest.iter_rows())
    share = towns[province] / sum(towns.values())
    policy = round((totals["nation_households"] - totals["province_households"]) * share)
    return policy, round(policy * totals["nation_monitored"])


def _countryside() -> pl.DataFrame:
    """Towns and townships of each province."""
    rural = pl.col("division_kind").is_in(["town", "township"])
    towns = shipped(()).filter(rural)
    province = pl.col("division_code").str.slice(0, 2).alias("province")
    return towns.group_by(province).agg(pl.len().alias("towns")).sort("province")


def _room(province: str) -> dict[str, float]:
    """How much countryside each county row has: villages in Shandong, townships elsewhere."""
    rows = shipped((province,))
    factor = figures("shares")["committee_factor"]
    if province == DETAILED:
        rows = rows.filter(pl.col("level") == 5)
        is_rural = pl.col("division_kind").is_in(["cunwei", "like_cun"])
    else:
        rows = rows.filter(pl.col("level") == 4)
        is_rural = pl.col("division_kind").is_in(["town", "township"])
    weight = pl.when(is_rural).then(1.0).otherwise(factor)
    county = pl.col("division_code").str.slice(0, 6).alias("county")
    return dict(rows.group_by(county).agg(weight.sum()).sort("county").iter_rows())
