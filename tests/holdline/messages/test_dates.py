"""Months and days are written as each language does."""

from datetime import date

import pytest

from holdline.errors import MonthUnreadable
from holdline.messages import dates


@pytest.mark.parametrize(
    ("language", "month", "day"),
    [("zh", "2021年10月", "2021年10月3日"), ("en", "Oct 2021", "3 Oct 2021")],
)
def test_a_month_and_a_day_are_named(language: str, month: str, day: str) -> None:
    assert dates.month_name(date(2021, 10, 3), language) == month
    assert dates.day_name(date(2021, 10, 3), language) == day


@pytest.mark.parametrize("month", range(1, 13))
def test_every_month_has_a_name_and_a_key_that_leads_back(month: int) -> None:
    first = date(2021, month, 1)

    assert dates.month_name(first, "zh") == f"2021年{month}月"
    assert dates.parse_month(dates.month_key(first)) == first


def test_a_missing_day_is_a_dash() -> None:
    assert dates.month_name(None, "en") == "—"
    assert dates.day_name(None, "zh") == "—"


@pytest.mark.parametrize(
    "wrong",
    [
        "",
        "2021",
        "2021-13",
        "2021-00",
        "2021-1",
        "2021-10-01",
        " 2021-10",
        "0000-01",
        "２０２１-10",
    ],
)
def test_what_is_no_month_is_refused(wrong: str) -> None:
    with pytest.raises(MonthUnreadable, match="is not a month"):
        dates.parse_month(wrong)
