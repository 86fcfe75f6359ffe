"""The clock of the labelling procedure, at its edges."""

from datetime import date, time

import pytest

from holdline.timeline.procedure import Legs, is_working, latest_start, legs, notice_ends

STEPS = Legs(appraisal=1, town_review=2, publicity=5, handover=1, working=False)


@pytest.mark.parametrize(
    ("first", "working", "last"),
    [
        (date(2021, 11, 8), False, date(2021, 11, 13)),
        (date(2021, 11, 8), True, date(2021, 11, 15)),
        (date(2021, 9, 30), False, date(2021, 10, 5)),
        (date(2021, 9, 30), True, date(2021, 10, 13)),
        (date(2024, 2, 26), False, date(2024, 3, 2)),
    ],
    ids=[
        "calendar",
        "over a weekend",
        "holiday, calendar",
        "National Day, made-up Saturday",
        "leap day",
    ],
)
def test_a_notice_of_five_days_does_not_count_its_first(first, working, last) -> None:
    assert last == notice_ends(first, 5, working=working)


def test_a_made_up_saturday_is_worked_and_national_day_is_not() -> None:
    days = (7, 8, 9, 10, 11)

    assert [is_working(date(2021, 10, day)) for day in days] == [
        False,
        True,
        True,
        False,
        True,
    ]


def test_the_latest_start_leaves_room_for_every_step() -> None:
    """Handed over on the 20th: notice 14th to 19th, review 12th and 13th, appraisal 11th."""
    assert date(2021, 11, 11) == latest_start(date(2021, 11, 20), None, STEPS)


def test_a_morning_deadline_leaves_no_work_on_its_day() -> None:
    """15 November 11:30 is as the 14th; the afternoon would not be."""
    assert date(2021, 11, 5) == latest_start(date(2021, 11, 15), time(11, 30), STEPS)
    assert date(2021, 11, 6) == latest_start(date(2021, 11, 15), time(17), STEPS)


@pytest.mark.parametrize("working", [False, True])
def test_what_begins_at_the_latest_is_in_time_and_a_day_later_is_not(working) -> None:
    """Forward and backward agree, on every due day of two months with a long holiday."""
    steps = Legs(1, 2, 5, 1, working)
    for day in [
        *(date(2021, 10, d) for d in range(1, 32)),
        *(date(2021, 11, d) for d in range(1, 31)),
    ]:
        begin = latest_start(day, None, steps)

        assert _handed(begin, steps) <= day
        assert _handed(date.fromordinal(begin.toordinal() + 1), steps) > day


def _handed(begin: date, steps: Legs) -> date:
    put_up = date.fromordinal(begin.toordinal() + steps.appraisal + steps.town_review)
    over = notice_ends(put_up, steps.publicity, working=steps.working)
    return date.fromordinal(over.toordinal() + steps.handover)


def test_the_notice_sets_five_days_for_every_jurisdiction() -> None:
    assert legs(date(2021, 10, 13), "370471") == STEPS
