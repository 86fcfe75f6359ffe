"""Tables `annotation` and `annotation_file`: the rounds that end policies, step by step."""

import numpy as np
import polars as pl
from numpy.random import Generator

from holdline.sample.cells import code_sets, moments, picked
from holdline.sample.content import words
from holdline.sample.county import NEVER, Array, Bools, Columns, County, Ints
from holdline.sample.homes import NO_ROUND, ROUND_PENDING, ROUND_REFUSED
from holdline.sample.places import Places, income_of
from holdline.sample.tables import conformed

FIRST_YEAR = 2019
RESULTS = ("approved", "rejected", "pending")
STAGES = ("nation_handled", "stopped", "city_reviewed")
ITEMS = (  # paper of a household's file, and the step it is made at
    ("visit_record", "visited_on"),
    ("match_result", "matched_on"),
    ("appraisal_minutes", "appraised_on"),
    ("attendance", "appraised_on"),
    ("town_review", "town_reviewed_on"),
    ("publicity_photo", "publicity_to_on"),
    ("feedback_village", "fed_back_village_on"),
    ("feedback_household", "fed_back_household_on"),
    ("notice_letter", "publicity_to_on"),
    ("meeting_record", "publicity_to_on"),
    ("policy_talk", "visited_on"),
)
DAYS = (
    "matched_on", "fed_back_village_on", "fed_back_household_on", "visited_on", "appraised_on",
    "town_reviewed_on", "publicity_from_on", "publicity_to_on", "county_reviewed_on",
    "submitted_to_city_on", "submitted_to_province_on", "province_decided_on", "annotated_on",
)  # fmt: skip


def hold_rounds(county: County) -> Columns:
    """One row a household in a round, by household: its steps as days, and how it ended.

    Steps begin from the comparison, on 15 October; the public notice of five days follows the
    township's review. A few lists come late to the county, the city or the province.
    """
    chance = county.chance("rounds")
    homes = county.homes
    at = np.flatnonzero(homes["round"] != NO_ROUND)
    size = len(at)
    kind = homes["round"][at]
    year = np.where(kind == ROUND_PENDING, 2022, 2021)
    start = np.where(year == 2021, np.datetime64("2021-10-15"), np.datetime64("2022-10-15"))
    rows: Columns = {"home": at, "round": kind, "year": year, "matched_on": start}
    rows["fed_back_village_on"] = start + chance.integers(2, 6, size)
    rows["fed_back_household_on"] = start + chance.integers(5, 10, size)
    rows["visited_on"] = start + chance.integers(5, 13, size)
    rows["appraised_on"] = start + chance.integers(13, 21, size)
    rows["town_reviewed_on"] = rows["appraised_on"] + chance.integers(1, 4, size)
    rows["publicity_from_on"] = rows["town_reviewed_on"] + 1
    rows["publicity_to_on"] = rows["publicity_from_on"] + 5
    late = chance.random((3, size))
    due = start + 31
    sent = np.minimum(rows["publicity_to_on"] + chance.integers(1, 4, size), due)
    sent = np.where(late[0] < 0.04, due + chance.integers(1, 3, size), sent)
    minutes = np.where(
        sent == due, chance.integers(500, 688, size), chance.integers(500, 1040, size)
    )
    rows["submitted_at"] = sent.astype("datetime64[s]") + (
        minutes * 60 + chance.integers(0, 60, size)
    ).astype("timedelta64[s]")
    rows["county_reviewed_on"] = np.maximum(sent, due) + (late[1] < 0.3)
    city = np.maximum(rows["county_reviewed_on"], due + 1)
    rows["submitted_to_city_on"] = np.where(late[1] > 0.97, city + 2, np.minimum(city, due + 2))
    rows["submitted_to_city_on"] = np.maximum(
        rows["submitted_to_city_on"], rows["county_reviewed_on"]
    )
    province = np.maximum(rows["submitted_to_city_on"] + 1, due + 4)
    rows["submitted_to_province_on"] = np.where(
        late[2] > 0.98,
        np.maximum(province, due + 7),
        np.minimum(np.maximum(province, due + 4), np.maximum(due + 5, province)),
    )
    rows["province_decided_on"] = due + chance.integers(20, 36, size)
    rows["annotated_on"] = due + chance.integers(38, 46, size)
    _stop(chance, rows)
    return rows


def _stop(chance: Generator, rows: Columns) -> None:
    """Where the county or the province refused, or has not yet decided, no later step is known."""
    refused = rows["round"] == ROUND_REFUSED
    by_county = refused & (chance.random(len(refused)) < 0.5)
    pending = rows["round"] == ROUND_PENDING
    rows["by_county"] = by_county
    for name in ("submitted_to_city_on", "submitted_to_province_on"):
        rows[name] = np.where(by_county, NEVER, rows[name])
    rows["province_decided_on"] = np.where(by_county | pending, NEVER, rows["province_decided_on"])
    rows["annotated_on"] = np.where(refused | pending, NEVER, rows["annotated_on"])


def annotations(
    county: County, places: Places, rows: Columns, register: pl.DataFrame
) -> pl.DataFrame:
    """Table `annotation`."""
    chance = county.chance("annotation")
    homes, at, size = county.homes, rows["home"], len(rows["home"])
    village = places.villages[homes["village"][at]]
    phrase = words("phrases")["annotation"]
    refused = rows["round"] == ROUND_REFUSED
    pending = rows["round"] == ROUND_PENDING
    invited = chance.integers(18, 46, size)
    here = np.maximum((invited * chance.uniform(0.78, 1.0, size)).astype(int), 12)
    objections = (chance.random(size) < 0.02).astype(int)
    criterion = homes["criterion"][at]
    found: dict[str, object] = {name: moments(rows[name]) for name in DAYS}
    return conformed(
        "annotation",
        found
        | {
            "household_id": register["household_id"].gather(at),
            "annotation_year": rows["year"],
            "city_name": village["city_name"],
            "county_name": village["county_name"],
            "town_name": village["town_name"],
            "village_name": village["division_name"],
            "head_name": register["head_name"].gather(at),
            "head_id_number": register["head_id_number"].gather(at),
            "lifted_out_year": register["lifted_out_year"].gather(at),
            "reason": _reasons(county, at),
            "note": picked((phrase["note"], phrase["refused"]), refused.astype(int)),
            "exit_criteria": code_sets([[str(one)] for one in range(1, 9)], criterion - 1),
            "appraisal_invited": invited,
            "appraisal_present": here,
            "appraisal_representatives": np.maximum((here * chance.uniform(0.4, 0.8, size)).astype(int), 5),
            "appraisal_in_favour": np.maximum((here * chance.uniform(0.72, 1.0, size)).astype(int), 9),
            "town_review_result": picked(RESULTS, np.zeros(size, dtype=int)),
            "publicity_objections": objections,
            "objection_result": picked((phrase["handled"],), objections - 1),
            "submitted_to_county_at": moments(rows["submitted_at"]),
            "county_review_result": picked(RESULTS, rows["by_county"].astype(int)),
            "province_result": picked(RESULTS, np.select([rows["by_county"], pending, refused], [-1, 2, 1], 0)),
            "annotation_stage": picked(STAGES, np.select([refused, pending], [1, 2], 0)),
            "is_overridden": np.zeros(size, dtype=bool),
        },
    )  # fmt: skip


def _reasons(county: County, at: Ints) -> pl.Series:
    """The criterion's number and short text; the first with its figures."""
    homes = county.homes
    texts = words("phrases")["annotation"]["reasons"]
    plain = picked(texts, homes["criterion"][at] - 1)
    year = homes["income_year"][at]
    reference = income_of(county.code, county.seed)[year - FIRST_YEAR]
    figures = pl.DataFrame(
        {
            "income": pl.Series(homes["disposable_fen"][at] // 100).cast(pl.String),
            "year": pl.Series(year).cast(pl.String),
            "reference": pl.Series(reference.astype(int)).cast(pl.String),
        }
    )
    for name in figures.columns:
        parts = plain.str.split("{" + name + "}")
        filled = parts.list.first() + figures[name] + parts.list.get(1, null_on_oob=True)
        plain = filled.zip_with(parts.list.len() == 2, plain)
    return plain


def annotation_files(county: County, rows: Columns, register: pl.DataFrame) -> pl.DataFrame:
    """Table `annotation_file`: the papers of each household in a round."""
    chance = county.chance("papers")
    size = len(rows["home"])
    home = np.repeat(np.arange(size), len(ITEMS))
    item = np.tile(np.arange(len(ITEMS)), size)
    days: Array = np.stack([rows[step] for _, step in ITEMS], axis=1).ravel()
    done: Bools = chance.random(len(home)) < 0.985
    ids = register["household_id"].gather(rows["home"][home])
    year = rows["year"][home]
    digest = chance.bytes(32 * len(home)).hex()
    sums = pl.Series([digest[64 * n : 64 * n + 64] for n in range(len(home))], dtype=pl.String)
    handlers = words("phrases")["report"]["handlers"]
    names = [name for name, _ in ITEMS]
    where = (
        "file/" + pl.Series(year).cast(pl.String) + "/" + ids + "/" + picked(names, item) + ".pdf"
    )
    return conformed(
        "annotation_file",
        {
            "household_id": ids,
            "annotation_year": year,
            "file_item": picked(names, item),
            "is_done": done,
            "done_on": moments(np.where(done, days, NEVER)),
            "file_reference": where.zip_with(pl.Series(done), pl.Series([None], dtype=pl.String)),
            "file_sha256": sums.zip_with(pl.Series(done), pl.Series([None], dtype=pl.String)),
            "handler_name": picked(
                handlers, np.where(done, rows["home"][home] % len(handlers), -1)
            ),
        },
    )
