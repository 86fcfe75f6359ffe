"""The clock of a procedure: when a notice is over, and when a village must begin at the latest.

All days are days in Beijing; a day without a time ends with the day.
"""

import csv
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, time, timedelta
from functools import lru_cache
from types import MappingProxyType

from holdline import paths
from holdline.reference.parameters import parameter

ONE = timedelta(days=1)
NOON = time(12)
WEEKEND = 5


@dataclass(frozen=True)
class Legs:
    """Days of each step of the labelling, in order; working: a notice counts working days."""

    appraisal: int
    town_review: int
    publicity: int
    handover: int
    working: bool


def legs(on: date, jurisdiction: str) -> Legs:
    """The steps' days as they stood *on* a day for *jurisdiction*.

    Raises:
        ParameterMissing: one of them is not set.
    """

    def days(name: str) -> int:
        return int(str(parameter(f"procedure_{name}_days", on, jurisdiction).value))

    calendar = parameter("procedure_publicity_calendar", on, jurisdiction).value
    return Legs(
        days("appraisal"),
        days("town_review"),
        days("publicity"),
        days("handover"),
        calendar == "working",
    )


def is_working(day: date) -> bool:
    """Whether people are at work on *day*: weekdays, but for holidays and days made up for.

    Years that data/reference/holidays_cn.csv does not hold have weekends only.
    """
    told = _told().get(day)
    return told == "work" if told else day.weekday() < WEEKEND


def notice_ends(first: date, days: int, *, working: bool) -> date:
    """The last day of a notice put up on *first*, which is not counted itself.

    Source: notice 三, five days; Civil Code article 201, the day of beginning is not counted.
    """
    return _moved(first, days, ONE, is_working if working else _every)


def latest_start(due: date, at: time | None, steps: Legs) -> date:
    """The last day on which a village can begin its appraisal and still hand its list over in time.

    Args:
        due: day of the hand-over.
        at: its time; before noon leaves no day's work on *due* itself.
        steps: the days of each step. The township reviews before the notice goes up, the notice
            runs to its end before the hand-over begins.
    """
    last = due - ONE if at is not None and at < NOON else due
    notice_last = last - timedelta(days=steps.handover)
    notice_first = (
        _moved(notice_last + ONE, steps.publicity, -ONE, is_working if steps.working else _every)
        - ONE
    )
    return notice_first - timedelta(days=steps.town_review + steps.appraisal)


def _moved(day: date, count: int, step: timedelta, counts: Callable[[date], bool]) -> date:
    left = count
    while left > 0:
        day += step
        left -= counts(day)
    return day


def _every(_: date) -> bool:
    return True


@lru_cache(maxsize=1)
def _told() -> Mapping[date, str]:
    with (paths.REFERENCE / "holidays_cn.csv").open(encoding="utf-8", newline="") as file:
        return MappingProxyType(
            {date.fromisoformat(row["day"]): row["kind"] for row in csv.DictReader(file)}
        )
