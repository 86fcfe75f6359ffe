"""Households of one event, followed."""

from datetime import date

import polars as pl

from holdline.timeline.cohort import COUNTS, followed, members

EVENT = date(2021, 10, 1)
MONTHS = [EVENT, date(2021, 11, 1), date(2021, 12, 1)]
SPELLS = pl.DataFrame(
    {
        "case_id": ["c1", "c2", "c3", "c4", "c5"],
        "household_id": ["before", "after", "twice", "twice", "elsewhere"],
        "people": [3, 2, 4, 4, 9],
        "identified_month": [
            date(2020, 1, 1), date(2021, 11, 1), date(2020, 5, 1), date(2021, 12, 1), EVENT,
        ],
        "closed_month": [date(2021, 12, 1), None, date(2021, 10, 1), None, None],
        "is_continued": [False] * 5,
        "is_eliminated": [True, False, True, False, False],
    }
)  # fmt: skip
COHORT = pl.Series(["before", "after", "twice", "never", "never"])


def test_each_month_tells_stock_flows_and_what_happened_since_the_event() -> None:
    """Those of other places are not counted; one never taken up stays to be seen."""
    told = followed(COHORT, SPELLS, MONTHS)

    assert told["open"].to_list() == [1, 2, 2]
    assert told["new"].to_list() == [0, 1, 1]
    assert told["eliminated"].to_list() == [1, 0, 1]
    assert told["taken_up"].to_list() == [0, 1, 2]
    assert told["cleared"].to_list() == [1, 1, 2]
    assert told["untouched"].to_list() == [2, 1, 1]
    assert told["open_people"].to_list() == [3, 5, 6]


def test_stock_and_flows_close_from_month_to_month() -> None:
    told = followed(COHORT, SPELLS, MONTHS)
    moved = told["open"].shift(1) + told["new"] - told["eliminated"]

    assert told["open"].to_list()[1:] == moved.to_list()[1:]


def test_nobody_hit_is_a_table_of_noughts() -> None:
    told = followed(pl.Series([], dtype=pl.String), SPELLS, MONTHS)

    assert told.select(pl.exclude("month")).sum().row(0) == (0,) * 9


def test_every_count_opens_to_its_households() -> None:
    told = followed(COHORT, SPELLS, MONTHS)
    for row in told.iter_rows(named=True):
        for name in COUNTS:
            behind = members(COHORT, SPELLS, name, row["month"], EVENT)
            assert len(behind) == row[name], (name, row["month"])

    assert members(COHORT, SPELLS, "untouched", MONTHS[-1], EVENT).to_list() == ["never"]
