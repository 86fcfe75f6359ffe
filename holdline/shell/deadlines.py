"""The notice's deadline ladder: what is due when, how far it is, what is late."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from holdline.messages.dates import day_name
from holdline.reference.periods import shifted
from holdline.shell import figure, listing
from holdline.shell.view import View, one
from holdline.tables.layout import Cell, Heading, Line, Listing


def draw(view: View, *, key: str, height: int) -> None:
    """Show the ladder as it stood at the end of the chosen month, for the chosen division."""
    on = _day(view)
    title = view.common("deadlines.title", day=day_name(on, view.language))
    rows = view.query("briefing/deadlines", **view.chosen("division"), on=on).rows
    table = Listing(
        name="deadlines",
        caption=title,
        headings=[
            Heading("due", view.common("deadlines.due"), is_unbroken=True),
            Heading("duty", view.common("deadlines.duty")),
            Heading("done", view.common("deadlines.progress"), kind="number"),
            Heading("state", view.common("deadlines.state"), is_unbroken=True),
        ],
        lines=[
            Line(row["deadline_id"], _cells(view, row, on)) for row in rows.iter_rows(named=True)
        ],
        is_sortable=False,
        empty=view.common("deadlines.none"),
    )
    figure.title(title, view.common("deadlines.note"))
    listing.draw(view, table, key=key, height=height)


def _day(view: View) -> date:
    """The last day of the chosen month, or the snapshot's day when that is earlier."""
    last: date = shifted(view.month, 1) - timedelta(days=1)
    as_of: date = one(view.query("shared/period"))["as_of_on"]
    return min(last, as_of)


def _cells(view: View, row: Mapping[str, Any], on: date) -> dict[str, Cell]:
    done, items = view.count(row["done"]), view.count(row["items"])
    progress = view.common("deadlines.done", done=done, items=items)
    return {
        "due": Cell(f"{row['due_on']:%Y-%m-%d} {row['due_time'] or ''}".strip()),
        "duty": Cell(row[f"title_{view.language}"]),
        "done": Cell(
            progress if row["items"] else view.common("deadlines.nothing"),
            share=row["done"] / row["items"] if row["items"] else 0.0,
        ),
        "state": Cell(_state(view, row, on)),
    }


def _state(view: View, row: Mapping[str, Any], on: date) -> str:
    """In words, never by colour alone: days left, done, or how many are late or missing."""
    due, items, done = row["due_on"], row["items"], row["done"]
    if not items:
        return view.common("deadlines.no_items")
    if on <= due and done < items:
        return view.common("deadlines.left", days=(due - on).days)
    if done == items:
        late = items - row["in_time"]
        key = "deadlines.in_time" if not late else "deadlines.late"
        return view.common(key, late=view.count(late))
    return view.common("deadlines.overdue", open=view.count(items - done), days=(on - due).days)
