"""The notice's deadline ladder: what is due when, how far it is, what is late."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

import polars as pl

from holdline.messages.dates import day_name
from holdline.reference.periods import shifted
from holdline.shell import figure, listing, timelines_behind, timelines_choice
from holdline.shell.view import View, one
from holdline.tables.layout import Cell, Heading, Line, Listing

OPENS, FIGURES = "deadline", {"done": "done", "state": "rest"}


def draw(view: View, *, key: str, height: int) -> None:
    """Show the ladder as it stood at the end of the chosen month, for the chosen division."""
    on = _day(view)
    title = view.common("deadlines.title", day=day_name(on, view.language))
    rows = _rows(view, on)
    table = Listing(
        name="deadlines",
        caption=title,
        headings=[
            Heading("due", view.common("deadlines.due"), is_unbroken=True),
            Heading("duty", view.common("deadlines.duty")),
            Heading("done", view.common("deadlines.progress"), kind="number"),
            Heading("state", view.common("deadlines.state"), is_unbroken=True),
        ],
        lines=lines(view),
        is_sortable=False,
        empty=view.common("deadlines.none"),
    )
    figure.title(title, view.common("deadlines.note"))
    keys = {row["deadline_id"]: _key(row) for row in rows.iter_rows(named=True)}
    listing.draw(
        view, table, key=key, height=height,
        on_chosen=lambda click: timelines_choice.open_figure(
            view, f"{OPENS}-{FIGURES[click['column']]}", keys[click["row"]]
        ),
    )  # fmt: skip
    _opened(view, on)


def lines(view: View) -> list[Line]:
    """The rungs of the ladder as lines: due, duty, done and state, in order."""
    on = _day(view)
    rows = _rows(view, on).iter_rows(named=True)
    return [Line(row["deadline_id"], _cells(view, row, on)) for row in rows]


def _rows(view: View, on: date) -> pl.DataFrame:
    return view.query("briefing/deadlines", **view.chosen("division"), on=on).rows


def _key(row: Mapping[str, Any]) -> str:
    return f"{row['duty']}~{row['division_code']}~{row['due_on']}"


def _opened(view: View, on: date) -> None:
    """What a rung counts as done, or what is left of it, over the page."""
    name, key = timelines_choice.opened(view)
    kind, _, counted = name.partition("-")
    parts = key.split("~")
    if kind != OPENS or len(parts) != len(("duty", "division", "due")):
        return
    duty, division, told = parts
    try:
        due = date.fromisoformat(told)
    except ValueError:
        return
    inputs = {"view": view.selection.tree, "division": division, "duty": duty, "on": on}
    rows = view.query("briefing/deadlines_listed", **inputs, due=due, figure=counted).rows
    if rows["household_id"].is_null().all():
        rows = rows.drop("household_id", "head_name")
    columns = [
        one for one in ("town_name", "village_name", "head_name", "done_on") if one in rows.columns
    ]
    timelines_behind.draw(view, view.common(f"deadlines.opened.{counted}"), rows, columns)


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
            acts=bool(row["items"]) and view.scope.shows_rows,
        ),
        "state": Cell(
            _state(view, row, on),
            acts=row["in_time"] < row["items"] and view.scope.shows_rows,
        ),
    }


def _state(view: View, row: Mapping[str, Any], on: date) -> str:
    """In words, never by colour alone: days left, done, or how many are late or missing."""
    due, items, done = row["due_on"], row["items"], row["done"]
    if not items:
        return view.count(0) if view.scope.is_published else view.common("deadlines.no_items")
    if on <= due and done < items:
        return view.common("deadlines.left", days=(due - on).days)
    if done == items:
        late = items - row["in_time"]
        key = "deadlines.in_time" if not late else "deadlines.late"
        return view.common(key, late=view.count(late))
    return view.common("deadlines.overdue", open=view.count(items - done), days=(on - due).days)
