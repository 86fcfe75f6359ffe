"""Write months and days as a reader's language does, and read the months of an address."""

import re
from datetime import date

from holdline.errors import MonthUnreadable
from holdline.messages.catalogue import text

MISSING = "—"


def month_name(month: date | None, language: str) -> str:
    """The month a day lies in: Oct 2021; an em dash for None."""
    return _written("month", month, language)


def day_name(day: date | None, language: str) -> str:
    """A day: 13 Oct 2021; an em dash for None."""
    return _written("day", day, language)


def month_key(month: date) -> str:
    """The month as addresses and commands write it: 2021-10."""
    return f"{month:%Y-%m}"


def parse_month(key: str) -> date:
    """The first day of the month written as 2021-10.

    Raises:
        MonthUnreadable: it is not four digits, a hyphen and a month from 01 to 12.
    """
    if not re.fullmatch(r"[0-9]{4}-(0[1-9]|1[0-2])", key) or key < "0001":
        raise MonthUnreadable(month=key)
    return date(int(key[:4]), int(key[5:]), 1)


def _written(form: str, day: date | None, language: str) -> str:
    if day is None:
        return MISSING
    name = text(language, f"common.dates.months.{day.month}")
    facts = {"year": day.year, "day": day.day, "name": name}
    return text(language, f"common.dates.{form}", **facts)
