"""Table `member`, and when each illness was found and each disability certified."""

import numpy as np
import polars as pl

from holdline.sample.cells import code_sets, moments, one_digit, picked, present, two_digits, yuan
from holdline.sample.content import words
from holdline.sample.county import NEVER, Bools, County, drawn
from holdline.sample.departures import at_work, days_between
from holdline.sample.homes import ORDINARY
from holdline.sample.quotes import Quotes
from holdline.sample.tables import conformed
from holdline.sample.work import FORMS, workplaces

HEALTH = (
    ["01"],
    ["02"],
    ["03"],
    ["02", "03"],
    ["04"],
    ["02", "04"],
    ["03", "04"],
    ["02", "03", "04"],
)
CAUSES = (["01"], ["02"], ["03"])
MEMBER, CADET, MASSES = 1, 3, 13


def fall_due(county: County) -> None:
    """Fill people's diagnosed_on and certified_on: before the case where there is one."""
    chance = county.chance("diagnoses")
    people, homes = county.people, county.homes
    size = len(people["home"])
    start = homes["identified_on"][people["home"]]
    monitored = ~np.isnat(start)
    last = np.where(monitored, start - 6, county.day - 130)
    long_ago = days_between(chance, np.datetime64("2013-06-01"), last, size)
    sudden = monitored & people["major"] & (chance.random(size) < 0.6)
    long_ago = np.where(sudden, start - chance.integers(15, 170, size), long_ago)
    fresh = ~monitored & (chance.random((2, size)) < 0.004)
    recent = county.day - chance.integers(5, 85, size)
    ill = (people["chronic"] | people["major"]) & people["is_active"]
    ill |= (people["chronic"] | people["major"]) & homes["is_natural"][people["home"]]
    found = np.where(fresh[0] & people["major"], recent, long_ago)
    cured = ~np.isnat(people["recovered_on"])
    people["diagnosed_on"] = np.where(
        ill, found, np.where(cured, people["recovered_on"] - 800, NEVER)
    )
    people["certified_on"] = np.where(
        people["disabled"], np.where(fresh[1], recent, long_ago), NEVER
    )
    born = people["birth"] + 1
    for name in ("diagnosed_on", "certified_on"):
        people[name] = np.maximum(people[name], born)


def members(county: County, quotes: Quotes) -> pl.DataFrame:
    """Table `member`."""
    columns = (
        _known(county, quotes)
        | _schooled(county)
        | _healthy(county)
        | _working(county)
        | _insured(county)
        | _kept(county)
    )
    return conformed("member", columns)


def _known(county: County, quotes: Quotes) -> dict[str, object]:
    chance = county.chance("persons")
    people, size = county.people, len(county.people["home"])
    hui = chance.random(county.households) < 0.008
    party = (people["age"] >= 24) & (chance.random(size) < 0.035)
    league = (people["age"] >= 15) & (people["age"] <= 27) & (chance.random(size) < 0.3)
    has_phone = (people["age"] >= 16) & people["is_active"] & (chance.random(size) < 0.55)
    phones = pl.Series(10_000_000_000 + chance.integers(0, 10**9, size)).cast(pl.String)
    return {
        "person_id": quotes.people["person_id"],
        "household_id": quotes.home(people["home"]),
        "name": quotes.people["name"],
        "sex": one_digit(people["sex"]),
        "id_type": quotes.people["id_type"],
        "id_number": quotes.people["id_number"],
        "birth_on": moments(people["birth"]),
        "ethnicity": two_digits(np.where(hui, 3, 1)[people["home"]]),
        "political_status": two_digits(np.select([party, league], [MEMBER, CADET], MASSES)),
        "relation_to_head": two_digits(people["relation"]),
        "phone": phones.zip_with(pl.Series(has_phone), pl.Series([None], dtype=pl.String)),
        "speaks_mandarin": chance.random(size)
        < np.where(people["age"] < 45, 0.95, np.where(people["age"] < 65, 0.6, 0.28)),
    }


def _schooled(county: County) -> dict[str, object]:
    people, homes = county.people, county.homes
    bears = np.full(len(people["home"]), -1)
    cause = homes["cause"][people["home"]]
    ill = people["chronic"] | people["major"] | ~np.isnat(people["recovered_on"])
    learning = (people["school"] > 0) | ~np.isnat(people["graduated_on"])
    for place, (code, mask) in enumerate(((1, ill), (2, people["disabled"]), (3, learning))):
        bears[(cause == code) & mask & (homes["group"] != ORDINARY)[people["home"]]] = place
    return {
        "education_level": two_digits(people["education"]),
        "school_status": two_digits(people["school"]),
        "dropout_reason": two_digits(people["dropout"]),
        "graduated_on": moments(people["graduated_on"]),
        "related_causes": code_sets(CAUSES, bears),
    }


def _healthy(county: County) -> dict[str, object]:
    chance = county.chance("health")
    people, size = county.people, len(county.people["home"])
    bits = people["chronic"] + 2 * people["major"] + 4 * people["disabled"]
    severe = (people["grade"] > 0) & (people["grade"] <= 2)
    old = people["age"] >= 60
    care = (
        np.where(
            severe, drawn(chance, size, [0.2, 0.45, 0.35]), drawn(chance, size, [0.93, 0.06, 0.01])
        )
        + 1
    )
    disease = words("phrases")["diseases"]
    spent = people["is_active"] & (people["chronic"] | people["major"])
    return {
        "health_status": code_sets(HEALTH, bits.astype(int)),
        "disease_name": picked(
            disease["major"], np.where(people["major"], people["given"] % len(disease["major"]), -1)
        ),
        "diagnosed_on": moments(people["diagnosed_on"]),
        "recovered_on": moments(people["recovered_on"]),
        "medical_total_yuan": yuan(people["medical_fen"], spent),
        "medical_self_pay_yuan": yuan(people["self_fen"], spent),
        "medical_out_of_list_yuan": yuan(people["out_of_list_fen"], spent),
        "medical_to_month": _same_day(np.datetime64("2022-11-01"), spent),
        "has_pending_claim": present(chance.random(size) < 0.004, spent),
        "disability_category": one_digit(np.where(people["disabled"], people["category"], -1)),
        "disability_grade": one_digit(np.where(people["disabled"], people["grade"], -1)),
        "disability_certified_on": moments(people["certified_on"]),
        "care_level": two_digits(np.where(severe | old, care, -1)),
        "labour_capacity": two_digits(people["labour"]),
    }


def _same_day(day: np.datetime64, known: Bools) -> pl.Series:
    return moments(np.where(known, day.astype("datetime64[D]"), NEVER))


def _working(county: County) -> dict[str, object]:
    people = county.people
    places = workplaces(county)
    working = people["is_working"]
    at = people["place"]
    post = people["public_post"]
    return {
        "employed_from_on": moments(people["employed_from"]),
        "employed_months": present(people["months"], working),
        "employment_form": picked(FORMS, np.where(working, people["form"], -1)),
        "work_place": picked(places["name"], at),
        "work_place_code": picked(places["code"], at),
        "work_region": two_digits(people["region"]),
        "work_months": present(people["months"], working),
        "public_post": two_digits(post),
        "public_post_months": present(people["post_months"], post >= 0),
    }


def _insured(county: County) -> dict[str, object]:
    chance = county.chance("policies")
    people, size = county.people, len(county.people["home"])
    covered = people["medical"] > 0
    return {
        "has_resident_medical": people["medical"] == 1,
        "has_employee_medical": people["medical"] == 2,
        "has_serious_illness_insurance": covered,
        "has_commercial_medical": chance.random(size) < 0.12,
        "has_medical_aid": people["major"] & (chance.random(size) < 0.8),
        "insurance_exemption": two_digits(people["exemption"]),
        "has_resident_pension": people["pension"] == 1,
        "has_employee_pension": people["pension"] == 2,
        "is_drawing_pension": people["is_drawing"],
    }


def _kept(county: County) -> dict[str, object]:
    chance = county.chance("kept")
    people, homes = county.people, county.homes
    home, size = people["home"], len(people["home"])
    lifted = (homes["group"] != ORDINARY)[home]
    base = np.where(lifted, np.datetime64("2014-06-01"), np.datetime64("2019-06-01"))
    first = np.where(np.isnat(people["joined_on"]), people["birth"], people["joined_on"]) + 9
    entered = at_work(
        chance, np.minimum(np.maximum(base, first) + chance.integers(0, 20, size), county.day - 2)
    )
    updated = at_work(chance, county.day - chance.integers(1, 360, size))
    return {
        "subsistence_type": two_digits(people["subsistence"]),
        "subsistence_from_on": moments(people["subsistence_from_on"]),
        "subsistence_to_on": moments(people["subsistence_to_on"]),
        "destitute_type": two_digits(people["destitute"]),
        "destitute_from_on": moments(people["destitute_from_on"]),
        "is_relocated_person": homes["is_relocated"][home],
        "is_soldier": people["is_soldier"],
        "member_status": picked(("active", "left"), np.where(people["is_active"], 0, 1)),
        "entered_at": moments(entered),
        "updated_at": moments(np.maximum(updated, entered)),
    }
