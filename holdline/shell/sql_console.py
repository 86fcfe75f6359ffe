"""The console for a reader's own SQL: what can be asked, the text, and the answer as a table."""

from typing import Any

import polars as pl
import streamlit as st

from holdline.errors import HoldlineError
from holdline.exports import console
from holdline.exports.asking import Source
from holdline.exports.console import Asked
from holdline.messages import figures
from holdline.queries.sqlfile import SqlFile
from holdline.shell import going, listing, refusal
from holdline.shell.view import View
from holdline.tables.layout import Cell, Heading, Line, Listing
from holdline.warehouse import snapshot as snapshots

TEXT, ASKED = "sql", "sql_asked"
EXAMPLE = """select short_name, open_households, open_people
from monitoring
where level = 3 and monitor_type = 'all'
  and month = (select max(month) from monitoring)
order by open_households desc"""
SHOWN = 1000


def text(view: View) -> None:
    """The text, as the address holds it, and the button that runs it."""
    with st.form("asking", border=False):
        said = st.text_area(
            view.say("text"), view.selection.extra(TEXT, EXAMPLE), height=220,
            max_chars=console.LONGEST, key="sql_text",
        )  # fmt: skip
        pressed = st.form_submit_button(
            view.say("run"), type="primary", icon=":material/play_arrow:"
        )
    if pressed:
        st.session_state.pop(ASKED, None)
        going.more(view, **{TEXT: said.strip()})
        going.again()


def answer(view: View) -> None:
    """The answer of the text in the address; nothing before it was run."""
    said = view.selection.extra(TEXT)
    if not said:
        st.caption(view.say("before"))
        return
    try:
        found = _asked(view, said)
    except HoldlineError as fault:
        refusal.tell(view, fault)
        return
    rows = found.answer.rows
    counted = view.say("rows", count=figures.count(rows.height, view.language))
    st.caption(counted + (view.say("more") if found.answer.is_more else ""))
    table = _table(view, rows.head(SHOWN))
    listing.draw(
        view, table, key="sql_answer", height=330, whole=lambda most: _table(view, rows.head(most))
    )


def views(view: View) -> None:
    """Every view there is for the reader, with its columns."""
    for one in console.views_for(view.scope):
        with st.expander(console.name_of(one)):
            name = console.name_of(one)
            st.caption(view.say(f"about.{name}"))
            listing.draw(view, _columns(view, one), key=f"view_{name}", height=240, is_taken=False)


def _asked(view: View, said: str) -> Asked:
    """Asked once: a page runs again at every click, and the question was written down."""
    key = (said, view.manifest.snapshot_id, view.scope, view.selection.tree)
    kept: tuple[Any, Asked] | None = st.session_state.get(ASKED)
    if kept is not None and kept[0] == key:
        return kept[1]
    source = Source(view.person, snapshots.named(view.manifest.snapshot_id))
    found = console.ask(source, said, tree=view.selection.tree, language=view.language)
    st.session_state[ASKED] = (key, found)
    return found


def _table(view: View, rows: pl.DataFrame) -> Listing:
    numbers = {name for name, kind in rows.schema.items() if kind.is_numeric()}
    return Listing(
        "sql", view.say("answer"),
        [Heading(one, one, kind="number" if one in numbers else "text") for one in rows.columns],
        [
            Line(str(at), {name: _cell(view, value) for name, value in row.items()})
            for at, row in enumerate(rows.iter_rows(named=True))
        ],
        empty=view.say("nothing"),
    )  # fmt: skip


def _cell(view: View, value: Any) -> Cell:
    if value is None:
        return Cell("")
    if isinstance(value, bool):
        return Cell(view.claim(value))
    if isinstance(value, int):
        return Cell(str(value), value)
    if isinstance(value, float):
        return Cell(f"{value:.6g}", value)
    return Cell(str(value))


def _columns(view: View, file: SqlFile) -> Listing:
    names = ("column", "type", "meaning")
    return Listing(
        f"view-{file.name}", console.name_of(file),
        [Heading(name, view.say(f"heads.{name}")) for name in names],
        [
            Line(
                one.name,
                {
                    "column": Cell(one.name),
                    "type": Cell(one.type),
                    "meaning": Cell(view.say(f"columns.{one.name}")),
                },
            )
            for one in file.columns
        ],
        is_sortable=False,
    )  # fmt: skip
