"""What the checks suspect of one household, on its card: each with where it stands."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from holdline.messages.catalogue import text
from holdline.quality import handling
from holdline.quality.backlog import stood
from holdline.quality.checks import all_checks
from holdline.quality.progress import today
from holdline.quality.wording import reason
from holdline.shell import figure, going, listing
from holdline.shell.view import View
from holdline.tables.layout import Cell, Heading, Line, Listing

COLUMNS = ("severity", "reason", "state")


def draw(view: View, household: str) -> None:
    """Show the household's findings; a state opens its village's list of that check."""
    rows = view.query("findings/of_household", household_id=household).rows
    if rows.is_empty():
        return
    items = handling.items([rows["village_code"][0] or ""])
    built_at = datetime.fromisoformat(view.manifest.created_at)
    known = list(stood(rows, items, on=today(), built_at=built_at).iter_rows(named=True))
    figure.title(_say(view, "suspected", count=view.count(rows.height)), _say(view, "listed_note"))
    headings = [
        Heading(name, _say(view, f"heads.{name}"), is_unbroken=name != "reason") for name in COLUMNS
    ]
    table = Listing(
        "suspected", _say(view, "caption"), headings, [_line(view, row) for row in known]
    )
    pressed = listing.draw(view, table, key="suspected")
    if pressed:
        chosen = next(row for row in known if row["mark"] == pressed["row"])
        more = (("check", chosen["check_id"]), ("state", "all"))
        going.open_page(view, "findings", division=chosen["village_code"], household="", more=more)


def _line(view: View, row: Mapping[str, Any]) -> Line:
    check = next(one for one in all_checks() if one.id == row["check_id"])
    cell = (row["field"], row["value"], row["expected"])
    told = reason(check, *cell, view.language, is_missing=row["is_missing"])
    cells = {
        "severity": Cell(_say(view, f"severitys.{row['severity']}")),
        "reason": Cell(told, note=check.id),
        "state": Cell(_say(view, f"states.{row['state']}"), acts=view.person.may("view.findings")),
    }
    return Line(row["mark"], cells)


def _say(view: View, key: str, **facts: object) -> str:
    return text(view.language, f"pages.findings.{key}", **facts)
