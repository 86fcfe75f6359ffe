"""What is out of order in the chosen division and month, ranked: the source of today's five."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from holdline.errors import ParameterMissing
from holdline.shell import queues_clocks, queues_villages, timelines_choice
from holdline.shell.view import View
from holdline.timeline.procedure import notice_ends

SPIKE = 10


@dataclass(frozen=True)
class Finding:
    """One thing out of order.

    Attributes:
        kind: key of exceptions.kinds.
        rank: 1 a rule of the notice is broken; 2 a clock has run out; 3 a hint to check.
        items: how many households, reports, clues or records.
        days: by how many the worst is late; 0 where no clock runs.
        page: which page shows them.
        opens: the figure to open there, as figure.key.
    """

    kind: str
    rank: int
    items: int
    days: int
    page: str
    opens: str


Row = Mapping[str, Any]
# kind: rank, page, figure to open; the key of the row follows the figure.
KINDS = {
    "reports_unexplained": (1, "queues", "reports-unexplained."),
    "reports_overdue": (2, "queues", "reports-overdue."),
    "clues_overdue": (2, "queues", "clues-overdue."),
    "suspected_overdue": (2, "queues", "suspected-overdue."),
    "early_unreasoned": (1, "timelines", "unreasoned."),
    "no_labour": (1, "timelines", "no_labour."),
    "help_late": (2, "risks", "late."),
    "means_late": (2, "risks", "means."),
    "focus_unseen": (3, "risks", "focus-unseen."),
    "objections_unsettled": (1, "queues", "label-unsettled."),
    "elimination_spike": (3, "timelines", "day."),
}
LIMITS = {"reports_overdue": "self_report", "clues_overdue": "clue"}


def found(view: View) -> list[Finding]:
    """All that is out of order at the end of the chosen month, the gravest first.

    Rank first, then the days late, then how many, then the kind's name: the same data always
    give the same order. Of a kind that has several keys (risks, groups, days) only the greatest.
    """
    on = timelines_choice.day(view)
    limits = {kind: _limit(view, name) for kind, name in LIMITS.items()}
    rows = view.query(
        "queues/exceptions",
        **view.chosen("division", "monitor_type", "main_risk"),
        on=on,
        report_days=limits["reports_overdue"],
        clue_days=limits["clues_overdue"],
    ).rows
    by_kind: dict[str, list[Row]] = {}
    for row in rows.iter_rows(named=True):
        by_kind.setdefault(row["kind"], []).append(row)
    made = [_finding(kind, told, on, limits) for kind, told in by_kind.items() if kind in KINDS]
    made += _short(view, by_kind.get("notice", []), on)
    is_worth = [one for one in made if one.kind != "elimination_spike" or one.items >= SPIKE]
    return sorted(is_worth, key=lambda one: (one.rank, -one.days, -one.items, one.kind))


def _finding(kind: str, rows: list[Row], on: date, limits: Mapping[str, int | None]) -> Finding:
    worst = min(rows, key=_latest_day if kind == "elimination_spike" else _smallest_key)
    rank, page, opens = KINDS[kind]
    clock = worst["clock_on"]
    late = (on - clock).days - (limits.get(kind) or 0) if clock else 0
    return Finding(kind, rank, worst["items"], max(late, 0), page, opens + worst["key"])


def _smallest_key(row: Row) -> tuple[int, str]:
    return -row["items"], row["key"]


def _latest_day(row: Row) -> tuple[int, int, str]:
    village, _, day = row["key"].partition("~")
    return -row["items"], -date.fromisoformat(day).toordinal(), village


def _short(view: View, notices: list[Row], on: date) -> list[Finding]:
    """The households of notices that ended, or were handed over, before their days were over."""
    if not notices:
        return []
    taken = _known(lambda: queues_villages.steps(view))
    items = 0
    for row in notices if taken else ():
        first, ended, handed = (date.fromisoformat(day) for day in row["key"].split("~"))
        least = notice_ends(first, taken.publicity, working=taken.working)
        items += row["items"] if ended < least or handed <= min(least, on) else 0
    return [Finding("notices_short", 1, items, 0, "queues", "locked.short")] if items else []


def _limit(view: View, name: str) -> int | None:
    days: int | None = _known(lambda: queues_clocks.days(view, name))
    return days


def _known(asked: Callable[[], Any]) -> Any:
    """What *asked* gives; None in a month for which its parameter is not set."""
    try:
        return asked()
    except ParameterMissing:
        return None


def kinds() -> Iterator[str]:
    """Every kind there is, for those who must have words for each."""
    yield from (*KINDS, "notices_short")
