"""Table `household`: who it is, of which type, how it lives and what it earns."""

import numpy as np
import polars as pl

from holdline.sample.cadres import Cadres
from holdline.sample.cells import code_sets, moments, picked, present, two_digits, yuan
from holdline.sample.conditions import GONE
from holdline.sample.content import words
from holdline.sample.county import County, drawn
from holdline.sample.dwelling import COMPARED, GRADES, MODES, PROGRAMMES
from holdline.sample.homes import ENDED, ORDINARY, ROUND_PENDING
from holdline.sample.identity import phones
from holdline.sample.places import Places
from holdline.sample.quotes import Quotes
from holdline.sample.tables import conformed
from holdline.sample.visits import collected, located, swept

TYPES = ("MT1_UNSTABLE", "MT2_MARGINAL", "MT3_SEVERE")
GROUPS = ("HT_POV_ENJOY", "HT_POV_NOT_ENJOY", "HT_ORDINARY")
STATUSES = ("enjoys", "proposed", "ended", "none")


def households(county: County, places: Places, quotes: Quotes, cadres: Cadres) -> pl.DataFrame:
    """Table `household`."""
    columns = (
        _placed(county, places)
        | _headed(county, quotes)
        | _typed(county)
        | _housed(county, places)
        | located(county, places)
        | _earned(county)
        | swept(county, quotes)
        | collected(county, quotes, cadres)
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


def _headed(county: County, quotes: Quotes) -> dict[str, object]:
    chance = county.chance("phones")
    homes = county.homes
    has_phone = chance.random(county.households) < 0.97
    every = np.arange(county.households)
    return {
        "head_name": quotes.head(every, "name"),
        "head_id_type": quotes.head(every, "id_type"),
        "head_id_number": quotes.head(every, "id_number"),
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
    status = np.select(
        [homes["group"] == ENDED, homes["round"] == ROUND_PENDING, lifted], [2, 1, 0], 3
    )
    others = [[], *([f"{code:02d}"] for code in range(1, 12))]
    second = drawn(
        chance, size, [0.55, 0.1, 0.06, 0.02, 0.01, 0.01, 0.01, 0.06, 0.1, 0.05, 0.01, 0.02]
    )
    second[(second == homes["cause"]) | (second == 0) | (homes["criterion"] == GONE)] = -1
    return {
        "household_type": picked(GROUPS, homes["group"]),
        "monitor_type": picked(TYPES, np.where(homes["is_open"], homes["monitor_type"], -1)),
        "is_lifted_out": lifted,
        "policy_status": picked(STATUSES, status),
        "identify_standard": picked(
            ("province", "national", "city"),
            np.where(lifted, drawn(chance, size, [0.84, 0.1, 0.06]), -1),
        ),
        "registered_year": present(homes["registered_year"], lifted),
        "lifted_out_year": present(homes["lifted_year"], lifted),
        "main_cause": two_digits(homes["cause"]),
        "other_causes": code_sets(others, np.where(lifted, second, -1)),
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
