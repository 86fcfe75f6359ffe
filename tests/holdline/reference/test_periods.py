"""Months as dates of their first day."""

from datetime import date

from holdline.reference.periods import first_of_month, months, months_between, shifted


def test_months_are_counted_over_the_turn_of_a_year() -> None:
    assert months_between(date(2020, 11, 30), date(2022, 1, 1)) == 14
    assert months_between(date(2021, 1, 1), date(2020, 12, 31)) == -1
    assert months_between(date(2021, 1, 1), date(2021, 1, 31)) == 0


def test_a_month_moves_both_ways() -> None:
    assert date(2021, 1, 1) == shifted(date(2020, 12, 1), 1)
    assert date(2020, 12, 1) == shifted(date(2021, 1, 1), -1)
    assert date(2019, 12, 1) == shifted(date(2021, 12, 1), -24)


def test_a_range_holds_both_its_ends_and_nothing_when_reversed() -> None:
    ends = date(2021, 12, 15), date(2022, 2, 1)

    assert (date(2021, 12, 1), date(2022, 1, 1), date(2022, 2, 1)) == months(*ends)
    assert months(ends[1], ends[0]) == ()
    assert date(2021, 12, 1) == first_of_month(ends[0])
