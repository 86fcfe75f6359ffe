"""How far the mending is: what was due, what was closed, and when; by any key."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta, timezone

from holdline.state.clock import now
from holdline.state.triage import Item

CHINA = timezone(timedelta(hours=8))


@dataclass(frozen=True)
class Progress:
    """The figures of one group of records.

    Attributes:
        due: records given a day by which they are to be dealt with.
        closed: of these, closed by two people.
        in_time: of these, closed on that day or before it, by China's calendar.
        overdue: of those due, not closed and past their day.
        waiting: of those due, not closed and not past it.
        true, false_alarm, exempt: of those closed, by verdict.
    """

    due: int = 0
    closed: int = 0
    in_time: int = 0
    overdue: int = 0
    waiting: int = 0
    true: int = 0
    false_alarm: int = 0
    exempt: int = 0

    @property
    def rate(self) -> float | None:
        """Closed over due; None when nothing was due."""
        return self.closed / self.due if self.due else None

    @property
    def rate_in_time(self) -> float | None:
        """Closed in time over due; None when nothing was due."""
        return self.in_time / self.due if self.due else None


def today() -> date:
    """The day it is in China, whatever the server's clock is set to."""
    return now().astimezone(CHINA).date()


def progress(items: Iterable[Item], key_of: Mapping[str, str], on: date) -> dict[str, Progress]:
    """The progress of each group on a day.

    Args:
        items: records; those without a day they are due are left out.
        key_of: the group of each village's code; a record elsewhere is left out.
        on: the day; what was closed after it counts as open.
    """
    groups: dict[str, list[Item]] = {}
    for item in items:
        if item.due_on is not None and item.village_code in key_of:
            groups.setdefault(key_of[item.village_code], []).append(item)
    return {key: _counted(held, on) for key, held in sorted(groups.items())}


def _counted(items: list[Item], on: date) -> Progress:
    closed = [item for item in items if _closed_on(item) <= on]
    verdicts = [item.verdict for item in closed]
    late = sum(_due(item) < on for item in items if _closed_on(item) > on)
    return Progress(
        due=len(items),
        closed=len(closed),
        in_time=sum(_closed_on(item) <= _due(item) for item in closed),
        overdue=late,
        waiting=len(items) - len(closed) - late,
        true=verdicts.count("confirmed"),
        false_alarm=verdicts.count("false_alarm"),
        exempt=verdicts.count("exempt"),
    )


def _closed_on(item: Item) -> date:
    return item.closed_at.astimezone(CHINA).date() if item.closed_at else date.max


def _due(item: Item) -> date:
    return item.due_on or date.max
