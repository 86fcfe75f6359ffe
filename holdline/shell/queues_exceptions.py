"""Today's five: what asks for a hand first, by a fixed order, each with its reason and its list."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import polars as pl

from holdline.errors import ParameterMissing
from holdline.messages.catalogue import text
from holdline.shell import (
    figure,
    going,
    listing,
    queues_clocks,
    queues_labels,
    queues_villages,
    timelines_choice,
)
from holdline.shell.view import View, one
from holdline.tables.layout import Cell, Heading, Line, Listing

FIVE = 5


@dataclass(frozen=True)
class Finding:
    """One thing out of order.

    Attributes:
        kind: key of pages.queues.exceptions.
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


def five(view: View) -> list[Finding]:
    """The first five of all that is out of order in the chosen division and month.

    Rank first, then the days late, then how many, then the kind's name: the same data always
    give the same five.
    """
    found = [one_ for source in SOURCES for one_ in _known(source, view) if one_.items > 0]
    return sorted(found, key=lambda each: (each.rank, -each.days, -each.items, each.kind))[:FIVE]


def draw(view: View, *, height: int = 200) -> None:
    """Show the five; a press opens the page that lists them."""
    figure.title(told(view, "title"), told(view, "note"))
    found = five(view)
    lines = [
        Line(
            one_.kind,
            {
                "what": Cell(told(view, f"kinds.{one_.kind}"), acts=True),
                "items": Cell(view.count(one_.items), one_.items),
                "days": Cell(told(view, "late", days=view.count(one_.days)) if one_.days else ""),
            },
        )
        for one_ in found
    ]
    headings = [
        Heading("what", told(view, "heads.what")),
        Heading("items", told(view, "heads.items"), kind="number"),
        Heading("days", told(view, "heads.days"), is_unbroken=True),
    ]
    pressed = listing.draw(
        view,
        Listing(
            "five",
            told(view, "title"),
            headings,
            lines,
            is_sortable=False,
            empty=told(view, "none"),
        ),
        key="five",
        height=height,
    )
    if pressed:
        chosen = next(one_ for one_ in found if one_.kind == pressed["row"])
        going.open_page(
            view, chosen.page, more=((timelines_choice.OPEN, chosen.opens),), household=""
        )


def told(view: View, key: str, **facts: object) -> str:
    """A word of the list, the same on every page that shows it."""
    return text(view.language, f"exceptions.{key}", **facts)


def _reports(view: View) -> Iterator[Finding]:
    on, limit = timelines_choice.day(view), queues_clocks.days(view, "self_report")
    rows = view.query("queues/reports", **view.chosen("division"), on=on, days=limit).rows
    late = _longest(rows) - limit
    yield Finding(
        "reports_unexplained", 1, _sum(rows, "unexplained"), 0, "queues", "reports-unexplained."
    )
    yield Finding(
        "reports_overdue", 2, _sum(rows, "overdue"), max(late, 0), "queues", "reports-overdue."
    )


def _clues(view: View) -> Iterator[Finding]:
    on, limit = timelines_choice.day(view), queues_clocks.days(view, "clue")
    inputs = {
        **view.chosen("division"),
        "since": queues_clocks.since(view),
        "on": on,
        "days": limit,
    }
    rows = view.query("queues/clues", **inputs).rows
    late = _longest(rows) - limit
    yield Finding(
        "clues_overdue", 2, _sum(rows, "overdue"), max(late, 0), "queues", "clues-overdue."
    )


def _suspected(view: View) -> Iterator[Finding]:
    on = timelines_choice.day(view)
    rows = view.query("queues/suspected", **view.chosen("division"), on=on).rows
    overdue = rows.filter(pl.col("overdue") > 0)
    late = max(((on - due).days for due in overdue["due_on"]), default=0)
    yield Finding(
        "suspected_overdue", 2, _sum(rows, "overdue"), late, "queues", "suspected-overdue."
    )


def _guards(view: View) -> Iterator[Finding]:
    inputs = view.chosen("division", "month", "monitor_type", "main_risk")
    rows = view.query("timelines/guards", **inputs).rows
    yield Finding("early_unreasoned", 1, _sum(rows, "unreasoned"), 0, "timelines", "unreasoned.")
    yield Finding("no_labour", 1, _sum(rows, "no_labour"), 0, "timelines", "no_labour.")


def _gaps(view: View) -> Iterator[Finding]:
    on = timelines_choice.day(view)
    inputs = view.chosen("division", "month", "monitor_type")
    rows = view.query("risks/gaps", **inputs, on=on).rows
    if rows.height:
        worst = rows.sort("late", "risk", descending=[True, False]).row(0, named=True)
        yield Finding("help_late", 2, worst["late"], 0, "risks", f"late.{worst['risk']}")
    means = one(view.query("risks/means", **inputs, on=on))
    yield Finding("means_late", 2, means["lacking"], 0, "risks", "means.")


def _focus(view: View) -> Iterator[Finding]:
    on = timelines_choice.day(view)
    rows = view.query("risks/focus", **view.chosen("division", "month"), on=on, window=90).rows
    if rows.height:
        worst = rows.sort("unseen", "focus_group", descending=[True, False]).row(0, named=True)
        yield Finding(
            "focus_unseen", 3, worst["unseen"], 0, "risks", f"focus-unseen.{worst['focus_group']}"
        )


def _labels(view: View) -> Iterator[Finding]:
    on = timelines_choice.day(view)
    inputs = {**view.chosen("division"), "on": on, "round": queues_labels.round_year(view)}
    rows = list(
        queues_villages.notices(
            view.query("queues/notices", **inputs).rows, on, queues_villages.steps(view)
        )
    )
    short = [row for row in rows if row["state"] == "short"]
    yield Finding("notices_short", 1, sum(row["households"] for row in short), 0, "queues", "")
    unsettled = sum(row["unsettled"] for row in rows)
    yield Finding("objections_unsettled", 1, unsettled, 0, "queues", "label-unsettled.")


def _spikes(view: View) -> Iterator[Finding]:
    rows = view.query("timelines/spikes", **view.chosen("division", "month"), least=10).rows
    if rows.height:
        first = rows.row(0, named=True)
        key = f"{first['village_code']}~{first['eliminated_on']}"
        yield Finding("elimination_spike", 3, first["eliminated"], 0, "timelines", f"day.{key}")


def _longest(rows: pl.DataFrame) -> int:
    return max((days for days in rows["longest"] if days is not None), default=0)


def _sum(rows: pl.DataFrame, column: str) -> int:
    return int(rows[column].sum())


def _known(source: Callable[[View], Iterator[Finding]], view: View) -> list[Finding]:
    """What *source* finds; nothing in a month for which its limit is not set."""
    try:
        return list(source(view))
    except ParameterMissing:
        return []


SOURCES: tuple[Callable[[View], Iterator[Finding]], ...] = (
    _reports,
    _clues,
    _suspected,
    _guards,
    _gaps,
    _focus,
    _labels,
    _spikes,
)
