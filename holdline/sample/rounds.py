"""The annotation rounds that end policies, step by step; table `annotation_file`."""

import numpy as np
import polars as pl
from numpy.random import Generator

from holdline.sample.cells import moments, picked
from holdline.sample.content import words
from holdline.sample.county import NEVER, Columns, County
from holdline.sample.homes import NO_ROUND, ROUND_PENDING, ROUND_REFUSED
from holdline.sample.quotes import Quotes
from holdline.sample.tables import conformed

DUE_AT = 11 * 60 + 30
DUE_AFTER = 31
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


def hold_rounds(county: County) -> Columns:
    """One row a household in a round, by household: its steps as days.

    The comparison is of 15 October. The public notice of five days follows the township's
    review. A few lists come late to the county (due on 15 November at half past eleven), the
    city (17) or the province (20).
    """
    chance = county.chance("rounds")
    at = np.flatnonzero(county.homes["round"] != NO_ROUND)
    kind = county.homes["round"][at]
    year = np.where(kind == ROUND_PENDING, 2022, 2021)
    start = np.where(year == 2021, np.datetime64("2021-10-15"), np.datetime64("2022-10-15"))
    rows: Columns = {"home": at, "round": kind, "year": year, "matched_on": start}
    _in_village(chance, rows)
    _in_county(chance, rows)
    _above(chance, rows)
    _stop(chance, rows)
    return rows


def _in_village(chance: Generator, rows: Columns) -> None:
    start, size = rows["matched_on"], len(rows["home"])
    rows["fed_back_village_on"] = start + chance.integers(2, 6, size)
    rows["fed_back_household_on"] = start + chance.integers(5, 10, size)
    rows["visited_on"] = start + chance.integers(5, 13, size)
    rows["appraised_on"] = start + chance.integers(13, 21, size)
    rows["town_reviewed_on"] = rows["appraised_on"] + chance.integers(1, 4, size)
    rows["publicity_from_on"] = rows["town_reviewed_on"] + 1
    rows["publicity_to_on"] = rows["publicity_from_on"] + 5


def _in_county(chance: Generator, rows: Columns) -> None:
    size, due = len(rows["home"]), rows["matched_on"] + DUE_AFTER
    sent = np.minimum(rows["publicity_to_on"] + chance.integers(1, 4, size), due)
    late = chance.random(size) < 0.04
    sent = np.where(late, due + chance.integers(1, 3, size), sent)
    last = np.where(sent == due, DUE_AT - 2, 17 * 60)
    minutes = 500 + (chance.random(size) * (last - 500)).astype(int)
    seconds = (minutes * 60 + chance.integers(0, 60, size)).astype("timedelta64[s]")
    rows["submitted_at"] = sent.astype("datetime64[s]") + seconds
    rows["county_reviewed_on"] = np.maximum(sent, due) + (chance.random(size) < 0.3)


def _above(chance: Generator, rows: Columns) -> None:
    size, due = len(rows["home"]), rows["matched_on"] + DUE_AFTER
    late = chance.random((2, size))
    city = np.maximum(rows["county_reviewed_on"], due + 1)
    rows["submitted_to_city_on"] = np.where(late[0] < 0.03, city + 2, city)
    province = np.maximum(rows["submitted_to_city_on"] + 1, due + 4)
    rows["submitted_to_province_on"] = np.where(late[1] < 0.02, province + 3, province)
    rows["province_decided_on"] = due + chance.integers(20, 36, size)
    rows["annotated_on"] = due + chance.integers(38, 46, size)


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


def annotation_files(county: County, rows: Columns, quotes: Quotes) -> pl.DataFrame:
    """Table `annotation_file`: the papers of each household in a round, nearly all done."""
    chance = county.chance("papers")
    size = len(rows["home"])
    row = np.repeat(np.arange(size), len(ITEMS))
    item = np.tile(np.arange(len(ITEMS)), size)
    days = np.stack([rows[step] for _, step in ITEMS], axis=1).ravel()
    done = chance.random(len(row)) < 0.985
    ids, year = quotes.home(rows["home"][row]), rows["year"][row]
    names = picked([name for name, _ in ITEMS], item)
    digest = chance.bytes(32 * len(row)).hex()
    sums = [digest[64 * place : 64 * place + 64] for place in range(len(row))]
    handlers = words("phrases")["report"]["handlers"]
    places = "file/" + pl.Series(year).cast(pl.String) + "/" + ids + "/" + names + ".pdf"
    kept = np.where(done, np.arange(len(row)), -1)
    return conformed(
        "annotation_file",
        {
            "household_id": ids,
            "annotation_year": year,
            "file_item": names,
            "is_done": done,
            "done_on": moments(np.where(done, days, NEVER)),
            "file_reference": picked(places, kept),
            "file_sha256": picked(pl.Series(sums, dtype=pl.String), kept),
            "handler_name": picked(handlers, np.where(done, row % len(handlers), -1)),
        },
    )
