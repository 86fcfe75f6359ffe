"""Table `annotation`: the households proposed, why, and how far they came."""

import numpy as np
import polars as pl

from holdline.sample.cells import code_sets, moments, picked
from holdline.sample.content import words
from holdline.sample.county import Columns, County, Ints
from holdline.sample.homes import ROUND_PENDING, ROUND_REFUSED
from holdline.sample.money import FIRST_YEAR
from holdline.sample.places import Places, income_of
from holdline.sample.quotes import Quotes
from holdline.sample.tables import conformed

RESULTS = ("approved", "rejected", "pending")
APPROVED, REJECTED, WAITING = 0, 1, 2
STAGES = ("nation_handled", "stopped", "city_reviewed")
DAYS = (
    "matched_on", "fed_back_village_on", "fed_back_household_on", "visited_on", "appraised_on",
    "town_reviewed_on", "publicity_from_on", "publicity_to_on", "county_reviewed_on",
    "submitted_to_city_on", "submitted_to_province_on", "province_decided_on", "annotated_on",
)  # fmt: skip


def annotations(county: County, places: Places, rows: Columns, quotes: Quotes) -> pl.DataFrame:
    """One row a household in a round, by household."""
    at = rows["home"]
    village = places.villages[county.homes["village"][at]]
    criteria = [[str(one)] for one in range(1, 9)]
    columns: dict[str, object] = {
        "household_id": quotes.home(at),
        "annotation_year": rows["year"],
        "city_name": village["city_name"],
        "county_name": village["county_name"],
        "town_name": village["town_name"],
        "village_name": village["division_name"],
        "head_name": quotes.head(at, "name"),
        "head_id_number": quotes.head(at, "id_number"),
        "lifted_out_year": county.homes["lifted_year"][at],
        "reason": _reasons(county, at),
        "exit_criteria": code_sets(criteria, county.homes["criterion"][at] - 1),
    }
    days = {name: moments(rows[name]) for name in DAYS}
    return conformed("annotation", columns | days | _appraised(county, at) | _decided(rows))


def _appraised(county: County, at: Ints) -> dict[str, object]:
    """Who was invited to the appraisal, came, and agreed."""
    chance = county.chance("appraisals")
    size = len(at)
    invited = chance.integers(18, 46, size)
    here = np.maximum((invited * chance.uniform(0.78, 1.0, size)).astype(int), 12)
    speakers = (here * chance.uniform(0.4, 0.8, size)).astype(int)
    agreed = (here * chance.uniform(0.72, 1.0, size)).astype(int)
    objections = (chance.random(size) < 0.02).astype(int)
    return {
        "appraisal_invited": invited,
        "appraisal_present": here,
        "appraisal_representatives": np.maximum(speakers, 5),
        "appraisal_in_favour": np.maximum(agreed, 9),
        "publicity_objections": objections,
        "objection_result": picked((words("phrases")["annotation"]["handled"],), objections - 1),
    }


def _decided(rows: Columns) -> dict[str, object]:
    """What township, county and province said."""
    refused, pending = rows["round"] == ROUND_REFUSED, rows["round"] == ROUND_PENDING
    by_county = rows["by_county"]
    province = np.select([by_county, pending, refused], [-1, WAITING, REJECTED], APPROVED)
    phrase = words("phrases")["annotation"]
    size = len(refused)
    return {
        "note": picked((phrase["note"], phrase["refused"]), refused.astype(int)),
        "submitted_to_county_at": moments(rows["submitted_at"]),
        "town_review_result": picked(RESULTS, np.full(size, APPROVED)),
        "county_review_result": picked(RESULTS, np.where(by_county, REJECTED, APPROVED)),
        "province_result": picked(RESULTS, province),
        "annotation_stage": picked(STAGES, np.select([refused, pending], [1, 2], 0)),
        "is_overridden": np.zeros(size, dtype=bool),
    }


def _reasons(county: County, at: Ints) -> pl.Series:
    """The criterion's number and short text; the first with its figures."""
    homes = county.homes
    texts = words("phrases")["annotation"]["reasons"]
    found = picked(texts, homes["criterion"][at] - 1)
    year = homes["income_year"][at]
    reference = income_of(county.code, county.seed)[year - FIRST_YEAR]
    figures = {
        "income": homes["disposable_fen"][at] // 100,
        "year": year,
        "reference": reference.astype(int),
    }
    for name, values in figures.items():
        before, after = found.str.split("{" + name + "}"), pl.Series(values).cast(pl.String)
        filled = before.list.first() + after + before.list.get(1, null_on_oob=True)
        found = filled.zip_with(before.list.len() == 2, found)
    return found
