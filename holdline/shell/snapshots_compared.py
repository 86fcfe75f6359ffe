"""What differs between two snapshots: by table, by division, by operator, by column, row by row."""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from holdline.build import deciding
from holdline.messages.catalogue import text
from holdline.messages.dates import day_name
from holdline.shell import figure, going, listing, snapshots_review, snapshots_rows
from holdline.shell.snapshots_asked import asked, own, place
from holdline.shell.view import View
from holdline.state.imports import Entry
from holdline.tables.layout import Cell, Heading, Line, Listing
from holdline.warehouse import snapshot as snapshots

CHANGES = ("added", "removed", "changed", "renamed")
SIDES = ("old_rows", "new_rows")
KINDS = ("household", "member", "monitor_case")


def draw(view: View) -> None:
    """Choose two, then what differs, from the whole down to the cell."""
    entries = deciding.listed()
    if not view.scope.shows_rows:
        st.info(view.say("no_rows"))
        return
    if len(entries) == 1:
        st.info(view.say("one_only"))
        return
    pair = _pair(view, entries)
    if pair[0] == pair[1]:
        st.info(view.say("same"))
        return
    with st.spinner(view.say("comparing")):
        asked(view, pair, "compared/totals", **place(view))
    _totals(view, pair)
    left, middle, right = st.columns([4, 3, 3], gap="medium")
    with left:
        _areas(view, pair)
    with middle:
        _operators(view, pair)
    with right:
        _fields(view, pair)
    snapshots_rows.draw(view, pair)
    snapshots_review.draw(view, pair)


def _pair(view: View, entries: tuple[Entry, ...]) -> tuple[str, str]:
    """The two compared, set from the address; the one that serves and the one before it first."""
    ids = [one.snapshot_id for one in entries]
    serving = next((one for one in entries if one.snapshot_id == snapshots.pointed()), entries[0])
    new = view.selection.extra("new", serving.snapshot_id)
    before = next((one.before_id for one in entries if one.snapshot_id == new), "")
    others = [one for one in ids if one != new]
    old = view.selection.extra("old", before if before in ids else others[0])
    told = {one.snapshot_id: _told(view, one) for one in entries}
    sides = st.columns(2, gap="medium")
    for column, side, current in zip(sides, ("old", "new"), (old, new), strict=True):
        key = f"snapshots_{side}"
        st.session_state[key] = current if current in ids else ids[0]
        column.selectbox(
            view.say(f"sides.{side}"),
            ids,
            key=key,
            format_func=lambda one: told[one],
            on_change=_picked,
            args=(view, side, key),
        )
    return str(st.session_state["snapshots_old"]), str(st.session_state["snapshots_new"])


def _picked(view: View, side: str, key: str) -> None:
    going.more(view, **{side: st.session_state[key]})


def _told(view: View, one: Entry) -> str:
    state = "serving" if one.snapshot_id == snapshots.pointed() else one.state
    said = text(view.language, f"snapshots.states.{state}")
    day = day_name(one.as_of_on, view.language)
    return view.say("told", id=one.snapshot_id, day=day, state=said)


def _totals(view: View, pair: tuple[str, str]) -> None:
    rows = {row["table_name"]: row for row in _rows(view, pair, "compared/totals")}
    chosen = own(view)
    lines = []
    for kind in KINDS:
        row = rows.get(kind, dict.fromkeys((*SIDES, *CHANGES, "moved_in", "moved_out"), 0))
        cells = {"kind": Cell(view.say(f"kinds.{kind}"), acts=True)}
        cells |= {name: Cell(view.count(row[name]), row[name]) for name in SIDES}
        cells |= _counts(view, row)
        moved = row["moved_in"] + row["moved_out"]
        cells["moved"] = Cell(view.count(moved), moved)
        lines.append(Line(kind, cells, is_chosen=kind == chosen["kind"]))
    headings = [
        Heading(name, view.say(f"heads.{name}"), "text" if name == "kind" else "number",
                hint=view.say(f"hints.{name}"))
        for name in ("kind", *SIDES, *CHANGES, "moved")
    ]  # fmt: skip
    figure.title(view.say("totals"), view.say("totals_note"))
    table = Listing("totals", view.say("totals"), headings, lines, is_sortable=False)
    listing.draw(view, table, key="totals", on_chosen=lambda click: _opened(
        view, {"kind": click["row"]}, click["column"]
    ))  # fmt: skip


def _areas(view: View, pair: tuple[str, str]) -> None:
    kind = own(view)["kind"]
    rows = _rows(view, pair, "compared/areas", kind=kind)
    lines = [
        Line(
            row["division_code"],
            {
                "name": Cell(row["short_name"], row["division_code"], acts=True),
                **_counts(view, row),
            },
        )
        for row in rows
    ]
    headings = [Heading("name", view.say("heads.area")), *_heads(view)]
    figure.title(view.say("areas", kind=view.say(f"kinds.{kind}")), view.say("areas_note"))
    table = Listing(
        "compared_areas", view.say("areas_caption"), headings, lines, empty=view.say("none")
    )
    listing.draw(
        view, table, key="compared_areas", height=300,
        on_chosen=lambda click: _into(view, click),
    )  # fmt: skip


def _into(view: View, click: Mapping[str, str]) -> None:
    if click["column"] == "name":
        going.change(view, division=click["row"])
    else:
        more = view.selection.with_more(change=click["column"], operator="", cell="").more
        going.change(view, division=click["row"], more=more)


def _operators(view: View, pair: tuple[str, str]) -> None:
    chosen = own(view)
    rows = _rows(view, pair, "compared/operators", kind=chosen["kind"])
    lines = [
        Line(
            row["operator"] or "-",
            {
                "operator": Cell(
                    row["operator"] or view.common("values.missing"), acts=bool(row["operator"])
                ),
                **_counts(view, row),
                "villages": Cell(view.count(row["villages"]), row["villages"]),
            },
            is_chosen=row["operator"] == chosen["operator"] != "",
        )
        for row in rows
    ]
    headings = [Heading("operator", view.say("heads.operator"), is_unbroken=True), *_heads(view)]
    headings.append(Heading("villages", view.say("heads.villages"), "number", is_wide_only=True))
    figure.title(view.say("operators"), view.say("operators_note"))
    table = Listing("operators", view.say("operators"), headings, lines, empty=view.say("none"))
    listing.draw(view, table, key="operators", height=300, on_chosen=lambda click: _opened(
        view, {"operator": click["row"].removeprefix("-")}, click["column"]
    ))  # fmt: skip


def _fields(view: View, pair: tuple[str, str]) -> None:
    chosen = own(view)
    inputs = {"kind": chosen["kind"], "operator": chosen["operator"]}
    rows = _rows(view, pair, "compared/fields", **inputs)
    lines = [
        Line(
            row["column_name"],
            {
                "column": Cell(
                    snapshots_rows.column(view, chosen["kind"], row["column_name"]), acts=True
                ),
                "rows": Cell(view.count(row["rows"]), row["rows"]),
                "emptied": Cell(view.count(row["emptied"]), row["emptied"]),
            },
            is_chosen=row["column_name"] == chosen["cell"],
        )
        for row in rows
    ]
    headings = [Heading("column", view.say("heads.column"))]
    headings += [Heading(name, view.say(f"heads.{name}"), "number") for name in ("rows", "emptied")]
    figure.title(view.say("fields"), view.say("fields_note"))
    table = Listing("fields", view.say("fields"), headings, lines, empty=view.say("none"))
    listing.draw(
        view, table, key="fields", height=300,
        on_chosen=lambda click: going.more(view, cell=click["row"], change=""),
    )  # fmt: skip


def _opened(view: View, parts: Mapping[str, str], column: str) -> None:
    """Keep a clicked count's kind of change; a click on the row's name opens all of it."""
    change = column if column in CHANGES else ""
    going.more(view, **{"operator": "", "cell": "", "change": change, **parts})


def _counts(view: View, row: Mapping[str, Any]) -> dict[str, Cell]:
    return {name: Cell(view.count(row[name]), row[name], acts=bool(row[name])) for name in CHANGES}


def _heads(view: View) -> list[Heading]:
    return [Heading(name, view.say(f"heads.{name}"), "number") for name in CHANGES]


def _rows(view: View, pair: tuple[str, str], name: str, /, **inputs: str) -> list[dict[str, Any]]:
    return asked(view, pair, name, **place(view), **inputs).rows.to_dicts()
