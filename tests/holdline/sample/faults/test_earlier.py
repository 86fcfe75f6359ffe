"""Faults over years show beside the earlier snapshots made for them."""

from datetime import date

import polars as pl

from holdline.sample.faults import NOT_PLANTABLE
from holdline.sample.faults.earlier import earlier
from tests.holdline.sample.faults.given import AS_OF, COUNTY, SEED

CHANGED = ["03", "04"]


def test_the_same_grade_in_three_years(sample) -> None:
    """C09: exactly the pupils recorded are in one grade in all three snapshots."""
    snapshots, truth = earlier(sample.planted, sample.truth, seed=SEED, chunk=COUNTY, as_of=AS_OF)
    rows = pl.concat(
        [tables["member"].select("person_id", "school_status") for tables in snapshots.values()]
        + [sample.planted["member"].select("person_id", "school_status")]
    ).filter(pl.col("school_status").is_not_null() & (pl.col("school_status") != "00"))
    same = rows.group_by("person_id", "school_status").len().filter(pl.col("len") >= 3)

    told = truth.filter(pl.col("check") == "C09")
    assert sorted(told["person_id"]) == sorted(same["person_id"])


def test_illness_gone_without_a_word(sample) -> None:
    """D13: exactly those recorded were ill a year before, are healthy now, unexplained."""
    snapshots, truth = earlier(sample.planted, sample.truth, seed=SEED, chunk=COUNTY, as_of=AS_OF)
    last = snapshots[date(2021, 12, 31)]["member"].select("person_id", before="health_status")
    now = sample.planted["member"].filter(
        (pl.col("health_status").list.first() == "01")
        & pl.col("recovered_on").is_null()
        & pl.col("note").is_null()
    )
    ill = pl.col("before").list.set_intersection(CHANGED).list.len() > 0
    well_again = now.join(last, on="person_id").filter(ill)

    told = truth.filter(pl.col("check") == "D13")
    assert sorted(told["person_id"]) == sorted(well_again["person_id"])


def test_the_snapshots_are_of_the_two_years_before(sample) -> None:
    """Oldest first, and none of their households carries another fault."""
    snapshots, truth = earlier(sample.planted, sample.truth, seed=SEED, chunk=COUNTY, as_of=AS_OF)

    assert [date(2020, 12, 31), date(2021, 12, 31)] == list(snapshots)
    assert set(truth["check"]) == set(NOT_PLANTABLE)
    assert set(truth["household_id"]) & set(sample.truth["household_id"]) == set()
