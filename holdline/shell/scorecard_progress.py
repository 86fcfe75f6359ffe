"""How far the mending is, by the divisions below: what was due, closed, in time and overdue."""

from collections.abc import Mapping

from holdline.messages.dates import day_name
from holdline.quality import handling
from holdline.quality.progress import Progress, progress, today
from holdline.shell import figure, listing
from holdline.shell.tasks_sending import places
from holdline.shell.view import View
from holdline.tables.layout import Cell, Heading, Line, Listing

COUNTS = ("due", "closed", "in_time", "waiting", "overdue")
RATES = ("rate", "rate_in_time")
WHOLE = "whole"


def by_area(view: View) -> dict[str, Progress]:
    """The progress of each division directly below the chosen one, and of all of it (WHOLE)."""
    held = [item for item in handling.items(view.scope.divisions) if item.due_on is not None]
    villages = sorted({item.village_code for item in held})
    if not villages:
        return {}
    inputs = view.chosen("division")
    rows = view.query("quality/below", **inputs, villages=villages).rows
    key_of = dict(rows.select("village_code", "child_code").iter_rows())
    on = today()
    whole = progress(held, dict.fromkeys(key_of, WHOLE), on)
    return {**whole, **progress(held, key_of, on)}


def draw(view: View, found: Mapping[str, Progress], *, height: int) -> None:
    """Show the table."""
    day = day_name(today(), view.language)
    figure.title(view.say("progress", day=day), view.say("progress_note"))
    names = places(view, [code for code in found if code != WHOLE])
    lines = [
        Line(code, _cells(view, names.get(code, code), one))
        for code, one in found.items()
        if code != WHOLE
    ]
    total = Line(WHOLE, _cells(view, view.say("whole"), found[WHOLE])) if found else None
    headings = [
        Heading("name", view.say("heads.name")),
        *(
            Heading(
                one,
                view.say(f"heads.{one}"),
                kind="number",
                is_wide_only=one in ("in_time", "waiting", "rate_in_time"),
            )
            for one in (*COUNTS, *RATES)
        ),
    ]
    table = Listing(
        "progress",
        view.say("progress_caption"),
        headings,
        lines,
        total=total if len(lines) > 1 else None,
        empty=view.say("nothing_due"),
    )
    listing.draw(view, table, key="progress", height=height)


def _cells(view: View, name: str, one: Progress) -> dict[str, Cell]:
    counts = {count: getattr(one, count) for count in COUNTS}
    rates = {rate: getattr(one, rate) for rate in RATES}
    return {
        "name": Cell(name),
        **{key: Cell(view.count(value), value) for key, value in counts.items()},
        **{key: Cell(view.rate(value), value) for key, value in rates.items()},
    }
