"""Tables `household` and `member`: what was made of each county, in the contract's columns."""

import numpy as np
import polars as pl

from holdline.geo.crs import wgs_to_gcj
from holdline.geo.seeds import points_in_village
from holdline.sample.cadres import Cadres
from holdline.sample.cells import code_sets, moments, picked, present, two_digits, yuan
from holdline.sample.content import words
from holdline.sample.county import Array, Bools, County, drawn
from holdline.sample.departures import at_work, days_between
from holdline.sample.dwelling import COMPARED, GRADES, MODES, PROGRAMMES
from holdline.sample.families import HEAD
from holdline.sample.homes import (
    ENDED,
    NO_ROUND,
    NO_TYPE,
    ORDINARY,
    ROUND_PENDING,
)
from holdline.sample.identity import phones
from holdline.sample.places import Places
from holdline.sample.risks import DISASTER, RAIN_FELL, has_risk, is_rained_on
from holdline.sample.tables import conformed

TYPES = ("MT1_UNSTABLE", "MT2_MARGINAL", "MT3_SEVERE")
GROUPS = ("HT_POV_ENJOY", "HT_POV_NOT_ENJOY", "HT_ORDINARY")
STATUSES = ("enjoys", "proposed", "ended", "none")
SYSTEMS = ("cgcs2000", "wgs84", "gcj02")
FOCUS_DAYS = 120
EASTERNMOST = 122.699


def head_rows(county: County) -> Array:
    """The row of each household's head."""
    return np.flatnonzero(county.people["relation"] == HEAD)


def households(
    county: County, places: Places, register: pl.DataFrame, cadres: Cadres
) -> pl.DataFrame:
    """Table `household`."""
    columns = (
        _placed(county, places)
        | _headed(county, register)
        | _typed(county)
        | _housed(county, places)
        | _located(county, places)
        | _earned(county)
        | _swept(county, register)
        | _collected(county, places, cadres)
    )
    return conformed("household", columns)


def _placed(county: County, places: Places) -> dict[str, object]:
    chance = county.chance("addresses")
    at = places.villages[county.homes["village"]]
    phrase = words("phrases")["household"]
    hamlet = picked(phrase["hamlets"], drawn(chance, county.households, [3, 3, 2, 2, 1, 1]))
    door = pl.Series(county.homes["number"] * 3 % 97 + 1).cast(pl.String)
    short = at["division_short_name"]
    return {
        "household_id": pl.Series(county.homes["household_id"]).cast(pl.String),
        "village_code": at["division_code"],
        "province_code": at["division_code"].str.slice(0, 2),
        "city_code": at["city_code"],
        "county_code": at["county_code"],
        "town_code": at["town_code"],
        "city_name": at["city_name"],
        "county_name": at["county_name"],
        "town_name": at["town_name"],
        "village_name": at["division_name"],
        "hamlet": hamlet,
        "address": at["town_name"] + short + hamlet + door + phrase["door"],
    }


def _headed(county: County, register: pl.DataFrame) -> dict[str, object]:
    chance = county.chance("phones")
    homes = county.homes
    has_phone = chance.random(county.households) < 0.97
    return {
        "head_name": register["head_name"],
        "head_id_type": register["head_id_type"],
        "head_id_number": register["head_id_number"],
        "phone": phones(chance, county.households).zip_with(
            pl.Series(has_phone), pl.Series([None], dtype=pl.String)
        ),
        "member_count": county.count(county.people["is_active"]),
        "is_whole_no_labour": homes["is_whole_no_labour"],
        "needs_lasting_safety_net": homes["is_whole_no_labour"],
        "is_martyr_family": chance.random(county.households) < 0.006,
    }


def _typed(county: County) -> dict[str, object]:
    chance = county.chance("register")
    homes, size = county.homes, county.households
    lifted = homes["group"] != ORDINARY
    entered = 2014 + drawn(chance, size, [0.62, 0.12, 0.14, 0.07, 0.05])
    left = np.maximum(entered + 1, 2016 + drawn(chance, size, [0.34, 0.36, 0.22, 0.07, 0.01]))
    status = np.select(
        [homes["group"] == ENDED, homes["round"] == ROUND_PENDING, lifted], [2, 1, 0], 3
    )
    others = [[], *([f"{code:02d}"] for code in range(1, 12))]
    second = drawn(
        chance, size, [0.55, 0.1, 0.06, 0.02, 0.01, 0.01, 0.01, 0.06, 0.1, 0.05, 0.01, 0.02]
    )
    second = np.where(lifted & (second != homes["cause"]) & (second > 0), second, -1)
    return {
        "household_type": picked(GROUPS, homes["group"]),
        "monitor_type": picked(TYPES, np.where(homes["is_open"], homes["monitor_type"], -1)),
        "is_lifted_out": lifted,
        "policy_status": picked(STATUSES, status),
        "identify_standard": picked(
            ("province", "national", "city"),
            np.where(lifted, drawn(chance, size, [0.84, 0.1, 0.06]), -1),
        ),
        "registered_year": present(entered, lifted),
        "lifted_out_year": present(np.minimum(left, 2020), lifted),
        "main_cause": two_digits(homes["cause"]),
        "other_causes": code_sets(others, second),
    }


def _housed(county: County, places: Places) -> dict[str, object]:
    homes = county.homes
    site = places.villages["town_name"] + words("phrases")["household"]["site"]
    moved = homes["is_moved"] & (homes["mode"] == 0)
    every = np.ones(county.households, dtype=bool)
    return {
        "is_relocated": homes["is_relocated"],
        "resettlement_programme": picked(PROGRAMMES, homes["programme"]),
        "resettlement_mode": picked(MODES, homes["mode"]),
        "resettlement_site": site.gather(present(homes["village"], moved)),
        "farmland_mu": homes["farmland"],
        "forest_mu": homes["forest"],
        "house_area_m2": homes["area"],
        "house_structure": two_digits(homes["structure"]),
        "house_tenure": two_digits(homes["tenure"]),
        "house_grade": picked(GRADES, homes["grade"]),
        "house_graded_on": moments(homes["graded_on"]),
        "house_verdict": two_digits(homes["verdict"]),
        "is_dangerous_house": homes["is_dangerous"],
        "water_source": two_digits(homes["water"]),
        "is_water_safe": ~homes["is_thirsty"],
        "toilet_type": two_digits(homes["toilet"]),
        "fuel_type": two_digits(homes["fuel"]),
        "has_power": every,
        "has_broadcast": every,
        "has_broadband": homes["has_broadband"],
        "durable_goods": homes["durables"],
        "road_type": two_digits(homes["road"]),
        "road_km": homes["road_km"],
        "living_comparison": picked(COMPARED, homes["comparison"]),
    }


def _located(county: County, places: Places) -> dict[str, object]:
    """Positions in the datum of the township; every case has one, most others too."""
    chance = county.chance("positions")
    homes, size = county.homes, county.households
    points = points_in_village(places.villages["division_code"].gather(homes["village"]), chance)
    lon, lat = points["lon"].to_numpy().copy(), points["lat"].to_numpy().copy()
    datum = places.facts["datum"][homes["village"]]
    shifted = datum == 2
    lon[shifted], lat[shifted] = wgs_to_gcj(lon[shifted], lat[shifted])
    lon = np.minimum(lon, EASTERNMOST) if county.code.startswith("37") else lon
    known = (homes["monitor_type"] != NO_TYPE) | (chance.random(size) < 0.9)
    source = drawn(chance, size, [0.8, 0.15, 0.05])
    day = days_between(chance, np.datetime64("2021-10-16"), np.datetime64("2021-11-28"), size)
    day = np.where(np.isnat(homes["identified_on"]), day, np.maximum(day, homes["identified_on"]))
    at = at_work(chance, np.minimum(day, county.day - 1))
    return {
        "longitude": present(np.round(lon, 6), known),
        "latitude": present(np.round(lat, 6), known),
        "coordinate_system": picked(SYSTEMS, np.where(known, datum, -1)),
        "coordinate_source": picked(("device", "map_pick", "typed"), np.where(known, source, -1)),
        "coordinates_collected_at": moments(np.where(known, at, np.datetime64("NaT", "s"))),
    }


def _earned(county: County) -> dict[str, object]:
    homes = county.homes
    named = {
        "wage_income_yuan": "wage",
        "migrant_wage_yuan": "migrant",
        "public_post_wage_yuan": "public",
        "other_wage_yuan": "other_wage",
        "business_income_yuan": "business",
        "crop_income_yuan": "crop",
        "livestock_income_yuan": "livestock",
        "other_business_income_yuan": "other_business",
        "property_income_yuan": "property",
        "dividend_yuan": "dividend",
        "other_property_income_yuan": "other_property",
        "transfer_income_yuan": "transfer",
        "subsistence_income_yuan": "subsistence",
        "destitute_income_yuan": "destitute",
        "pension_income_yuan": "pension",
        "other_transfer_income_yuan": "other_transfer",
        "business_cost_yuan": "cost",
        "claims_income_yuan": "claims",
        "one_off_income_yuan": "one_off",
        "rigid_spending_yuan": "rigid",
        "net_income_yuan": "net",
        "net_income_per_head_yuan": "per_head",
        "disposable_income_per_head_yuan": "disposable",
        "reference_income_per_head_yuan": "reference",
        "previous_net_income_per_head_yuan": "previous",
    }
    found: dict[str, object] = {name: yuan(homes[f"{part}_fen"]) for name, part in named.items()}
    return found | {"income_year": homes["income_year"], "data_year": homes["income_year"]}


def focus(county: County) -> Bools:
    """Households where something new within the last months calls for a visit."""
    people, edge = county.people, county.day - FOCUS_DAYS
    found = people["subsistence_from_on"] > edge
    for name in ("destitute_from_on", "diagnosed_on", "certified_on"):
        found |= people[name] > edge
    return county.any(found)


def _swept(county: County, register: pl.DataFrame) -> dict[str, object]:
    chance = county.chance("sweep")
    homes, size = county.homes, county.households
    phrase = words("phrases")["household"]
    day = days_between(chance, np.datetime64("2021-10-14"), np.datetime64("2021-11-27"), size)
    swept = (chance.random(size) < 0.985) & ~(homes["is_natural"] & (homes["natural_on"] < day))
    month = homes["identified_on"].astype("datetime64[M]")
    taken = (month == np.datetime64("2021-10")) | (month == np.datetime64("2021-11"))
    rained = _touched(county, chance)
    watched = (homes["group"] == ORDINARY) & (homes["monitor_type"] == NO_TYPE) | focus(county)
    watched |= rained
    result = np.select([taken, ~swept, chance.random(size) < 0.006], [1, -1, 2], 0)
    note = np.select([rained, watched], [0, 1], -1)
    flooded = homes["is_flooded"] | rained
    hit = has_risk(county, DISASTER) & homes["is_open"] & ~flooded
    loss = np.round(
        np.where(
            homes["is_flooded"], chance.uniform(2500, 9000, size), chance.uniform(200, 1200, size)
        ),
        2,
    )
    return {
        "swept_on": moments(np.where(swept, day, np.datetime64("NaT", "D"))),
        "sweep_result": picked(("no_risk", "included", "absent"), result),
        "sweep_note": picked((phrase["rain_note"], phrase["focus_note"]), note),
        "last_visited_on": register["last_visited_on"],
        "disaster_tag": picked((phrase["rain"],), np.where(flooded, 0, -1)),
        "hardship_event": picked(("disaster",), np.where(flooded | hit, 0, -1)),
        "hardship_on": moments(
            np.where(
                flooded,
                RAIN_FELL,
                np.where(hit, homes["identified_on"] - 25, np.datetime64("NaT", "D")),
            )
        ),
        "hardship_loss_yuan": present(loss, flooded | hit),
    }


def _touched(county: County, chance: np.random.Generator) -> Bools:
    """Where the rain fell, some households lost a little and were visited."""
    homes = county.homes
    some = chance.random(county.households) < words("figures")["rain"]["other_homes"]
    free = (homes["monitor_type"] == NO_TYPE) & (homes["round"] == NO_ROUND)
    return some & free & is_rained_on(county)


def _collected(county: County, places: Places, cadres: Cadres) -> dict[str, object]:
    chance = county.chance("collection")
    homes, size = county.homes, county.households
    base = homes["income_year"].astype(int) - 1970
    day = base.astype("datetime64[Y]").astype("datetime64[D]") + chance.integers(273, 352, size)
    open_ = homes["is_open"]
    day = np.where(
        open_, np.maximum(county.day - chance.integers(12, 200, size), homes["identified_on"]), day
    )
    day = np.minimum(day, county.day - 6)
    entered = at_work(chance, day + chance.integers(1, 4, size))
    updated = np.maximum(entered, np.datetime64("2021-11-01", "s"))
    room = (county.day.astype("datetime64[s]") - updated).astype(float)
    updated = updated + (chance.random(size) * room).astype("timedelta64[s]")
    cadre = cadres.of_home
    village = places.villages["division_code"].gather(homes["village"])
    worker = village + pl.Series(cadres.in_village[cadre]).cast(pl.String)
    return {
        "collector_name": cadres.names.gather(cadre),
        "collector_phone": cadres.phones.gather(cadre),
        "collector_id": "C" + worker,
        "device_id": "D" + worker,
        "collected_on": moments(day),
        "entered_at": moments(entered),
        "updated_at": moments(updated),
    }
