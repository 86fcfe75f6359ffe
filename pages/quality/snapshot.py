"""Snapshot: which data stand behind the figures, where they came from, what was set aside."""

import streamlit as st

from holdline.messages.dates import day_name
from holdline.reference import columns
from holdline.shell import figure, going, listing
from holdline.shell.page import Page, received
from holdline.shell.view import View, one
from holdline.tables.layout import Cell, Heading, Line, Listing

PAGE = Page(order=90, icon=":material/database:", needs="view.snapshot")
COUNTS = ("rows_read", "rows_accepted", "rows_quarantined")


def render(view: View) -> None:
    """The snapshot's own facts, then its files and what was doubtful in them."""
    _facts(view)
    left, right = st.columns([3, 2], gap="medium")
    with left:
        figure.title(view.say("files"), view.say("files_note"))
        listing.draw(view, _files(view), key="files", height=520)
    with right:
        _oddities(view)
        _assumed(view)


def _facts(view: View) -> None:
    manifest = view.manifest
    facts = {
        "id": manifest.snapshot_id,
        "as_of": day_name(manifest.as_of_on, view.language),
        "sample": view.say("invented" if manifest.is_sample else "real"),
        "data": manifest.data_hash,
        "rules": manifest.rule_pack,
        "code": manifest.code_version,
    }
    lines = [
        Line(name, {"fact": Cell(view.say(f"facts.{name}")), "value": Cell(value)})
        for name, value in facts.items()
    ]
    heads = [Heading(name, view.say(name)) for name in ("fact", "value")]
    figure.title(view.say("about"), view.say("about_note"))
    table = Listing("facts", view.say("about"), heads, lines, is_sortable=False)
    listing.draw(view, table, key="facts")
    if view.person.may("view.snapshots") and st.button(
        view.say("ledger"), icon=":material/history:", key="ledger"
    ):
        going.open_page(view, "snapshots", more=(("shown", manifest.snapshot_id),))


def _files(view: View) -> Listing:
    rows = view.query("shared/tables").rows
    names = columns.tables()
    lines = [
        Line(
            f"{row['table_name']}-{row['source_file']}",
            {
                "table": Cell(_named(view, row["table_name"], names), row["table_name"]),
                "file": Cell(row["source_file"], row["source_file"]),
                **{name: Cell(view.count(row[name]), row[name]) for name in COUNTS},
            },
        )
        for row in rows.iter_rows(named=True)
    ]
    headings = [
        Heading("table", view.say("table")),
        Heading("file", view.say("file"), is_wide_only=True),
        *(Heading(name, view.say(name), kind="number") for name in COUNTS),
    ]
    return Listing("files", view.say("files"), headings, lines)


def _named(view: View, table: str, names: dict[str, columns.Table]) -> str:
    if view.language == "zh" and table in names:
        return names[table].sheet_zh
    return table.replace("_", " ")


def _oddities(view: View) -> None:
    rows = view.query("shared/oddities").rows
    names = columns.tables()
    lines = [
        Line(
            str(number),
            {
                "finding": Cell(view.common(f"findings.{row['finding']}"), row["finding"]),
                "table": Cell(_named(view, row["table_name"], names), row["table_name"]),
                "column": Cell(view.column(row["table_name"], row["column_name"])),
                "rows": Cell(view.count(row["rows"]), row["rows"]),
            },
        )
        for number, row in enumerate(rows.iter_rows(named=True))
    ]
    headings = [Heading(name, view.say(name)) for name in ("finding", "table", "column")]
    headings.append(Heading("rows", view.say("rows"), kind="number"))
    total = view.count(int(rows["rows"].sum()))
    figure.title(view.say("oddities", total=total), view.say("oddities_note"))
    table = Listing(
        "oddities",
        view.say("oddities", total=total),
        headings,
        lines,
        empty=view.say("no_oddities"),
    )
    listing.draw(view, table, key="oddities", height=400)


def _assumed(view: View) -> None:
    found = one(view.query("shared/assumed", **view.chosen("division")))
    told = {name: view.count(found[name]) for name in ("starts", "ends")}
    st.caption(view.say("assumed", **told))


if __name__ == "__main__":
    render(received())
