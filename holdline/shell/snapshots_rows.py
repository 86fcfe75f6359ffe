"""The rows behind a count of the comparison: each cell that differs, before and now."""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from holdline.reference import columns
from holdline.shell import figure, going, listing
from holdline.shell.snapshots_asked import asked, own, place
from holdline.shell.view import View
from holdline.tables.layout import Cell, Heading, Line, Listing

TAKE = 50
PLACED = "placed_code"
HEADS = ("row", "change", "village", "operator", "column", "old", "new")


def draw(view: View, pair: tuple[str, str]) -> None:
    """The rows of the chosen kind, change, operator and column, a page at a time."""
    chosen = own(view)
    page = view.selection.page
    rows = asked(
        view, pair, "compared/listed", **place(view), **chosen, skip=(page - 1) * TAKE, take=TAKE
    ).rows.to_dicts()
    lines = [_line(view, chosen["kind"], number, row) for number, row in enumerate(rows)]
    headings = [
        Heading(name, view.say(f"heads.{name}"), is_wide_only=name in ("operator", "village"))
        for name in HEADS
    ]
    figure.title(view.say("rows", what=_what(view, chosen)), view.say("rows_note"))
    table = Listing(
        "rows", view.say("rows_caption"), headings, lines,
        is_sortable=False, empty=view.say("none"),
    )  # fmt: skip
    clicked = listing.draw(view, table, key="rows", height=420)
    if clicked:
        _open(view, pair, rows[int(clicked["row"])])
    _pages(view, len({row["row_key"] for row in rows}))


def column(view: View, kind: str, name: str) -> str:
    """What a column is called; where a household was placed is none of the import's."""
    return view.say("placed") if name == PLACED else view.column(kind, name)


def _what(view: View, chosen: Mapping[str, str]) -> str:
    parts = [view.say(f"kinds.{chosen['kind']}")]
    parts += [view.say(f"heads.{chosen['change']}")] if chosen["change"] else []
    parts += [chosen["operator"]] if chosen["operator"] else []
    parts += [column(view, chosen["kind"], chosen["cell"])] if chosen["cell"] else []
    return " · ".join(parts)


def _line(view: View, kind: str, number: int, row: Mapping[str, Any]) -> Line:
    why = view.common("values.joint").join(
        view.say(f"evidence.{one}") for one in (row["evidence"] or "").split(",") if one
    )
    renamed = row["change"] == "renamed" and not row["column_name"]
    cells = {
        "change": Cell(view.say(f"heads.{row['change']}"), note=why),
        "row": Cell(row["row_key"], row["row_key"], acts=True),
        "village": Cell(row["village_name"] or view.common("values.unknown_place")),
        "operator": Cell(row["operator"] or view.common("values.missing")),
        "column": Cell(_called(view, kind, row, is_renamed=renamed)),
        "old": Cell(row["old_key"] if renamed else _value(view, kind, row, "old")),
        "new": Cell(row["row_key"] if renamed else _value(view, kind, row, "new")),
    }
    return Line(str(number), cells)


def _called(view: View, kind: str, row: Mapping[str, Any], *, is_renamed: bool) -> str:
    if is_renamed:
        return view.column(kind, columns.tables()[kind].key[0])
    return column(view, kind, row["column_name"]) if row["column_name"] else ""


def _value(view: View, kind: str, row: Mapping[str, Any], side: str) -> str:
    """A cell as its column's code list says it; one that is hidden from the reader says so."""
    if not row["column_name"]:
        return ""
    value = row[f"{side}_value"]
    if value is None:
        is_empty = row["was_empty" if side == "old" else "is_empty"]
        return view.common("values.missing") if is_empty else view.say("hidden")
    found = {one.identifier: one for one in columns.table(kind)}.get(row["column_name"])
    if found and found.codes and found.type.startswith("CODE("):
        return view.code(found.codes, value)
    return str(value)


def _open(view: View, pair: tuple[str, str], row: Mapping[str, Any]) -> None:
    """The household's card in the snapshot that holds it: the older when it is gone."""
    held = pair[0] if row["change"] == "removed" else pair[1]
    going.open_page(view, "households", household=row["household_id"], snapshot=held)


def _pages(view: View, held: int) -> None:
    page = view.selection.page
    with st.container(horizontal=True, gap="small"):
        if page > 1:
            st.button(
                view.say("earlier"), icon=":material/chevron_left:",
                on_click=going.change, args=(view,), kwargs={"page": page - 1},
            )  # fmt: skip
        if held == TAKE:
            st.button(
                view.say("later"), icon=":material/chevron_right:",
                on_click=going.change, args=(view,), kwargs={"page": page + 1},
            )  # fmt: skip
