"""Which proposed households are held back, and until when: the publicity clock at its edges."""

from datetime import UTC, date, datetime
from typing import Any

import polars as pl
import pytest

from holdline.timeline.locks import day_in_beijing, locks
from holdline.timeline.procedure import Legs

CALENDAR = Legs(appraisal=1, town_review=2, publicity=5, handover=1, working=False)
WORKING = Legs(appraisal=1, town_review=2, publicity=5, handover=1, working=True)
SOUND: dict[str, Any] = {
    "household_id": "h1",
    "appraised_on": date(2021, 9, 26),
    "town_reviewed_on": date(2021, 9, 28),
    "publicity_from_on": date(2021, 9, 30),
    "publicity_to_on": date(2021, 10, 5),
    "to_county_on": None,
    "is_objection_settled": True,
    "is_stopped": False,
    "lacking": None,
}
SCHEMA = {name: pl.Date for name in SOUND if name.endswith("_on")} | {"lacking": pl.List(pl.String)}


def lock(
    on: date, steps: Legs = CALENDAR, *, with_papers: bool = False, **other: Any
) -> dict[str, Any]:
    """The lock of one household, sound but for *other*."""
    rows = pl.DataFrame([SOUND | other], schema_overrides=SCHEMA)
    return locks(rows, on, steps, with_papers=with_papers).row(0, named=True)


@pytest.mark.parametrize(
    ("steps", "last"),
    [(CALENDAR, date(2021, 10, 5)), (WORKING, date(2021, 10, 13))],
    ids=["calendar days", "working days, over National Day and two days made up for"],
)
def test_is_locked_through_the_last_day_of_the_notice_and_free_on_the_next(steps, last) -> None:
    after = date.fromordinal(last.toordinal() + 1)
    running = lock(last, steps, publicity_to_on=last)

    assert (running["least_on"], running["free_on"]) == (last, after)
    assert running["reasons"] == ["notice_running"]
    assert running["is_locked"]
    assert not lock(after, steps, publicity_to_on=last)["is_locked"]


def test_an_end_not_told_is_the_lawful_one_and_a_later_one_counts() -> None:
    assert lock(date(2021, 10, 6), publicity_to_on=None)["reasons"] == []
    assert lock(date(2021, 10, 6), publicity_to_on=date(2021, 10, 8))["reasons"] == [
        "notice_running"
    ]


def test_a_notice_taken_down_a_day_early_never_frees() -> None:
    found = lock(date(2022, 6, 1), publicity_to_on=date(2021, 10, 4))

    assert found["reasons"] == ["notice_short"]
    assert found["free_on"] is None


def test_a_notice_lawful_by_calendar_is_short_by_working_days() -> None:
    assert lock(date(2021, 11, 1), CALENDAR)["reasons"] == []
    assert lock(date(2021, 11, 1), WORKING)["reasons"] == ["notice_short"]


@pytest.mark.parametrize(
    ("other", "reasons"),
    [
        ({"appraised_on": None}, ["not_appraised"]),
        ({"town_reviewed_on": None}, ["not_reviewed"]),
        ({"publicity_from_on": None, "publicity_to_on": None}, ["not_published"]),
        ({"town_reviewed_on": date(2021, 10, 2)}, ["order_broken"]),
        ({"appraised_on": date(2021, 9, 30), "town_reviewed_on": date(2021, 9, 30)}, []),
        ({"to_county_on": date(2021, 10, 5)}, ["handed_early"]),
        ({"to_county_on": date(2021, 10, 6)}, []),
        ({"is_objection_settled": False}, ["objection_unsettled"]),
        ({"is_stopped": True, "is_objection_settled": False}, ["stopped", "objection_unsettled"]),
    ],
)
def test_says_every_reason_in_the_order_of_the_procedure(other, reasons) -> None:
    found = lock(date(2021, 11, 1), **other)

    assert found["reasons"] == reasons
    assert found["is_locked"] is bool(reasons)


def test_lacking_papers_are_told_and_lock_only_on_wish() -> None:
    assert lock(date(2021, 11, 1), lacking=["attendance"])["reasons"] == ["papers_lacking"]
    assert not lock(date(2021, 11, 1), lacking=["attendance"])["is_locked"]
    assert lock(date(2021, 11, 1), lacking=["attendance"], with_papers=True)["is_locked"]


def test_the_day_that_counts_is_the_day_in_beijing() -> None:
    """A notice over on 5 October ends at 16:00 UTC of that day."""
    before = datetime(2021, 10, 5, 15, 59, tzinfo=UTC)
    after = datetime(2021, 10, 5, 16, 0)  # noqa: DTZ001  a moment without a zone is UTC

    assert lock(day_in_beijing(before))["is_locked"]
    assert not lock(day_in_beijing(after))["is_locked"]


def test_nobody_proposed_locks_nobody() -> None:
    rows = pl.DataFrame(schema={name: SCHEMA.get(name, pl.String) for name in SOUND})

    assert locks(rows, date(2021, 11, 1), CALENDAR).is_empty()
