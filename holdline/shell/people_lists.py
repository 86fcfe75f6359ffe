"""Rows of departments' lists linked to members by name and number, and those to be verified."""

from collections.abc import Mapping
from typing import Any

from holdline.messages.dates import day_name
from holdline.shell import figure, going, listing, pacing
from holdline.shell.view import View
from holdline.tables.layout import Cell, Heading, Line, Listing

TAKE = 100
SIDES = ("evidence", "department", "holder", "holder_number", "member", "number", "village")


def draw(view: View) -> None:
    """The rows of the division; a click opens the member's household. Nothing without any."""
    pacing.opened(view, "list", ("departments", *view.chosen("division").values()))
    rows = view.query("people/lists", **view.chosen("division"), skip=0, take=TAKE).rows
    if rows.is_empty():
        return
    held = int(rows["in_all"][0])
    figure.title(view.say("lists", rows=view.count(held)), view.say("lists_note"))
    headings = [
        Heading(name, view.say(f"lists_columns.{name}"), is_unbroken=name.endswith("number"))
        for name in SIDES
    ]
    lines = [_line(view, row) for row in rows.iter_rows(named=True)]
    table = Listing("lists", view.say("lists_caption"), headings, lines, is_sortable=False)
    told = listing.draw(view, table, key="people_lists", height=min(440, 80 + 44 * len(lines)))
    if told:
        going.open_page(view, "households", household=told["row"].partition("|")[0])


def _line(view: View, row: Mapping[str, Any]) -> Line:
    missing = view.common("values.missing")
    strength = view.say("strong" if row["is_strong"] else "weak")
    item = view.code("match_item", row["match_item"])
    since = day_name(row["department_on"], view.language) if row["department_on"] else ""
    cells = {
        "evidence": Cell(view.say(f"tiers.{row['tier']}"), row["tier"], note=strength),
        "department": Cell(item, note=f"{view.code('department', row['department'])} {since}"),
        "holder": Cell(row["holder_name"] or missing),
        "holder_number": Cell(row["holder_id_number"] or missing),
        "member": Cell(row["name"] or missing, acts=True),
        "number": Cell(row["id_number"] or missing),
        "village": Cell(row["village_name"] or view.common("values.unknown_place")),
    }
    return Line(f"{row['household_id']}|{row['person_id']}|{row['match_id']}", cells)
