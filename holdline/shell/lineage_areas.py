"""Households under monitoring in a month, by today's divisions and by those of that time."""

from collections.abc import Mapping
from typing import Any

from holdline.messages.dates import day_name
from holdline.shell import figure, going, listing
from holdline.shell.view import View
from holdline.tables.layout import Cell, Heading, Line, Listing

READINGS = ("then", "today")
TAKE = 200


def draw(view: View) -> None:
    """Both readings side by side with the same total; a figure lists its households."""
    found = view.query("lineage/areas", **_place(view))
    rows = found.rows.to_dicts()
    rows.sort(key=lambda row: -max(row["then_households"], row["today_households"]))
    total = {reading: found.total(f"{reading}_households") for reading in READINGS}
    people = found.total("then_people")
    lines = [_line(view, row) for row in rows]
    headings = [Heading("name", view.say("heads.area"))]
    headings += [
        Heading(name, view.say(f"heads.{name}"), "number", hint=view.say(f"hints.{name}"))
        for name in READINGS
    ]
    headings.append(Heading("difference", view.say("heads.difference"), "number"))
    told = {"month": view.month_name(view.month), "people": view.people(people)}
    said = view.say("areas", households=view.households(total["then"]), **told)
    figure.title(said, view.say("areas_note"))
    table = Listing(
        "lineage", said, headings, lines,
        total=Line("", _cells(view, view.common("board.all"), total, acts=False)),
        empty=view.say("nobody"),
    )  # fmt: skip
    listing.draw(
        view, table, key="lineage", height=360, on_chosen=lambda click: _chosen(view, click)
    )
    _behind(view)


def _place(view: View) -> dict[str, object]:
    return {"division": view.selection.division, "month": view.month}


def _line(view: View, row: Mapping[str, Any]) -> Line:
    counts = {reading: row[f"{reading}_households"] for reading in READINGS}
    cells = _cells(view, row["short_name"], counts, acts=True)
    ended = row["valid_to_on"]
    note = view.say("ended_on", day=day_name(ended, view.language)) if ended else ""
    is_below = ended is None and row["division_code"] != view.selection.division
    cells["name"] = Cell(row["short_name"], row["division_code"], note=note, acts=is_below)
    return Line(row["division_code"], cells)


def _cells(view: View, name: str, counts: Mapping[str, int], *, acts: bool) -> dict[str, Cell]:
    difference = counts["then"] - counts["today"]
    return {
        "name": Cell(name),
        **{
            reading: Cell(view.count(count), count, acts=acts and bool(count))
            for reading, count in counts.items()
        },
        "difference": Cell(view.change(difference) if difference else "", difference),
    }


def _chosen(view: View, click: Mapping[str, str]) -> None:
    if click["column"] == "name":
        going.change(view, division=click["row"], more=())
    else:
        going.more(view, at=click["row"], reading=click["column"])


def _behind(view: View) -> None:
    """The households of the figure last clicked."""
    at, reading = view.selection.extra("at"), view.selection.extra("reading", "then")
    if not at or reading not in READINGS:
        return
    asked = {"division": at, "month": view.month, "reading": reading, "take": TAKE}
    rows = view.query("lineage/listed", **asked).rows
    names = ("household", "head", "then_place", "today_place", "since", "people")
    lines = [
        Line(
            row["household_id"],
            {
                "household": Cell(row["household_id"], row["household_id"], acts=True),
                "head": Cell(row["head_name"] or view.common("values.missing")),
                "then_place": Cell(row["then_name"] or row["then_code"]),
                "today_place": Cell(row["today_name"] or row["today_code"]),
                "since": Cell(view.month_name(row["identified_month"])),
                "people": Cell(view.count(row["people"]), row["people"]),
            },
        )
        for row in rows.iter_rows(named=True)
    ]
    headings = [
        Heading(name, view.say(f"heads.{name}"), "number" if name == "people" else "text")
        for name in names
    ]
    said = view.say("behind", reading=view.say(f"heads.{reading}"), count=view.count(len(lines)))
    figure.title(said, view.say("behind_note"))
    table = Listing("behind", said, headings, lines, empty=view.say("nobody"))
    clicked = listing.draw(view, table, key="behind", height=300)
    if clicked:
        going.open_page(view, "households", household=clicked["row"])
