"""Tables of the page of people: the tiers of evidence, and the pairs of one tier."""

from collections.abc import Mapping
from typing import Any

import polars as pl

from holdline.shell import going, listing, pacing
from holdline.shell.view import View
from holdline.tables.layout import Cell, Heading, Line, Listing

PART = "tier"
SIDES = ("person", "number", "place", "other_person", "other_number", "other_place")


def chosen(view: View, tiers: pl.DataFrame) -> str:
    """The tier the address names when it has pairs, else the first that has; empty without any."""
    held = tiers["tier"].to_list()
    told = view.selection.extra(PART)
    return told if told in held else (held[0] if held else "")


def draw_tiers(view: View, tiers: pl.DataFrame, tier: str) -> None:
    """One line a tier; a click lists its pairs."""
    names = ("evidence", "pairs", "households", "elsewhere")
    headings = [
        Heading(name, view.say(f"columns.{name}"), kind="text" if name == "evidence" else "number",
                is_wide_only=name == "elsewhere")
        for name in names
    ]  # fmt: skip
    lines = [_tier(view, row, tier) for row in tiers.iter_rows(named=True)]
    table = Listing("tiers", view.say("tiers_caption"), headings, lines, empty=view.say("none"))
    listing.draw(
        view,
        table,
        key="people_tiers",
        on_chosen=lambda told: going.more(view, **{PART: told["row"]}),
    )


def draw_pairs(view: View, tier: str, *, skip: int, take: int) -> None:
    """The pairs of *tier*; a click on a side opens its household."""
    inputs = view.chosen("division")
    pacing.opened(view, "list", ("pairs", *inputs.values(), tier, skip))
    rows = view.query("people/pairs", **inputs, tier=tier, skip=skip, take=take).rows
    lines = [_pair(view, row) for row in rows.iter_rows(named=True)]
    # Who sees lists alone is told no number: a column of masks would say nothing.
    sides = [name for name in SIDES if view.scope.sight == "records" or "number" not in name]
    headings = [
        Heading(name, view.say(f"columns.{name}"), is_unbroken=not name.endswith("place"))
        for name in sides
    ]
    table = Listing(
        "pairs", view.say("pairs_caption"), headings, lines, is_sortable=False,
        empty=view.say("none"),
    )  # fmt: skip
    told = listing.draw(view, table, key="people_pairs", height=440)
    if told:
        _open(view, told)


def _open(view: View, told: Mapping[str, str]) -> None:
    household, _, other = told["row"].partition("|")
    wanted = other.partition("|")[0] if told["column"].startswith("other") else household
    if wanted:
        going.open_page(view, "households", household=wanted)


def _tier(view: View, row: Mapping[str, Any], tier: str) -> Line:
    strength = view.say("strong" if row["is_strong"] else "weak")
    cells = {
        "evidence": Cell(view.say(f"tiers.{row['tier']}"), row["tier"], note=strength, acts=True),
        "pairs": Cell(view.count(row["pairs"]), row["pairs"], acts=True),
        "households": Cell(view.count(row["households"]), row["households"]),
        "elsewhere": Cell(view.count(row["elsewhere"]), row["elsewhere"]),
    }
    return Line(row["tier"], cells, is_chosen=row["tier"] == tier)


def _pair(view: View, row: Mapping[str, Any]) -> Line:
    unseen = view.say("unseen")
    is_seen = row["other_household_id"] is not None
    place = (row["county_name"], row["village_name"])
    other_place = (row["other_county_name"], row["other_village_name"])
    key = "|".join((row["household_id"], row["other_household_id"] or "",
                    row["person_id"], row["other_person_id"]))  # fmt: skip
    cells = {
        "person": Cell(
            row["name"] or view.common("values.missing"), note=row["household_id"], acts=True
        ),
        "number": Cell(row["id_number"] or view.common("values.missing")),
        "place": Cell(
            " ".join(name for name in place if name) or view.common("values.unknown_place")
        ),
        "other_person": Cell(
            row["other_name"] or unseen, note=row["other_household_id"] or "", acts=is_seen
        ),
        "other_number": Cell(row["other_id_number"] or unseen),
        "other_place": Cell(" ".join(name for name in other_place if name) or unseen),
    }
    return Line(key, cells)
