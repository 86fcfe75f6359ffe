"""The divisions that ended: when, into which, and with how many households."""

from collections.abc import Mapping
from typing import Any

from holdline.messages.dates import day_name
from holdline.shell import figure, going, listing
from holdline.shell.view import View
from holdline.tables.layout import Cell, Heading, Line, Listing

HEADS = ("when", "what", "ended", "successor", "parent", "households")


def draw(view: View) -> None:
    """Those of the chosen division, the latest first; a click takes the month before it ended."""
    rows = view.without_area().query("lineage/changes", division=view.selection.division).rows
    found = {row["division_code"]: row for row in rows.iter_rows(named=True)}
    lines = [_line(view, row) for row in found.values()]
    headings = [
        Heading(
            name, view.say(f"heads.{name}"),
            "number" if name == "households" else "text",
            hint=view.say(f"hints.{name}"),
            is_wide_only=name == "parent",
            is_unbroken=name in ("when", "successor"),
        )
        for name in HEADS
    ]  # fmt: skip
    unseen = "no_changes" if view.scope.shows_rows else "below_township"
    title = "changes" if view.scope.shows_rows else "changes_untold"
    figure.title(view.say(title, count=view.count(len(lines))), view.say("changes_note"))
    table = Listing("changes", view.say("changes_caption"), headings, lines, empty=view.say(unseen))
    listing.draw(
        view, table, key="changes", height=520,
        on_chosen=lambda click: _eve(view, found[click["row"]]),
    )  # fmt: skip


def _line(view: View, row: Mapping[str, Any]) -> Line:
    successor = row["successor_name"] or row["successor_code"] or view.say("nowhere")
    return Line(
        row["division_code"],
        {
            "when": Cell(day_name(row["valid_to_on"], view.language), str(row["valid_to_on"])),
            "what": Cell(view.say(f"kinds.{_kind(row)}")),
            "ended": Cell(
                row["short_name"], row["division_code"], note=_of(view, row["village_kind"]),
                acts=True,
            ),
            "successor": Cell(
                successor, row["successor_code"], note=_of(view, row["successor_kind"])
            ),
            "parent": Cell(row["parent_name"] or ""),
            "households": Cell(view.count(row["households"]), row["households"]),
        },
    )  # fmt: skip


def _kind(row: Mapping[str, Any]) -> str:
    """A merger when several became one; else carried on, or ended without a successor."""
    if not row["successor_code"]:
        return "ended"
    return "merged" if row["joined"] > 1 or row["stood_before"] else "recoded"


def _of(view: View, kind: str | None) -> str:
    return view.code("village_kind", kind) if kind else ""


def _eve(view: View, row: Mapping[str, Any]) -> None:
    """The month before the change, in the division it lay in: where both readings differ."""
    ended = row["valid_to_on"].replace(day=1)
    before = ended.replace(year=ended.year - (ended.month == 1), month=(ended.month - 2) % 12 + 1)
    first = view.query("shared/period").rows["first_month"][0]
    going.change(view, division=row["parent_code"], month=max(before, first))
