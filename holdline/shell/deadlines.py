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
    figure.title(
        view.common("deadlines.title", day=day_name(on, view.language)),
        view.common("deadlines.note"),
    )
    rows = view.query("briefing/deadlines", **view.chosen("division"), on=on).rows
    lines = [
        Line(
            row["deadline_id"],
            {
                "due": Cell(
                    f"{row['due_on']:%m-%d}" + (f" {row['due_time']}" if row["due_time"] else "")
                ),
                "duty": Cell(row["title_zh"] if view.language == "zh" else row["title_en"]),
                "done": Cell(
                    view.common(
                        "deadlines.done",
                        done=view.count(row["done"]),
                        items=view.count(row["items"]),
                    )
                    if row["items"]
                    else view.common("deadlines.nothing"),
                    share=row["done"] / row["items"] if row["items"] else 0.0,
                ),
                "state": Cell(_state(view, row, on)),
            },
        )
        for row in rows.iter_rows(named=True)
    ]
    listing.draw(
        view,
        Listing(
            name="deadlines",
            caption=view.common("deadlines.title", day=day_name(on, view.language)),
            headings=[
                Heading("due", view.common("deadlines.due"), is_unbroken=True),
                Heading("duty", view.common("deadlines.duty")),
                Heading("done", view.common("deadlines.progress"), kind="bar"),
                Heading("state", view.common("deadlines.state"), is_unbroken=True),
            ],
            lines=lines,
            is_sortable=False,
            empty=view.common("deadlines.none"),
        ),
        key=key,
        height=height,
    )


def _day(view: View) -> date:
    """The last day of the chosen month, or the snapshot's day when that is earlier."""
    last: date = shifted(view.month, 1) - timedelta(days=1)
    as_of: date = one(view.query("shared/period"))["as_of_on"]
    return min(last, as_of)


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
