"""A bulletin on a page: the same blocks as in its Word file, with numbers that open their lists."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from functools import lru_cache
from typing import Any
from urllib.parse import urlencode

import streamlit as st

from holdline.access.scope import Scope
from holdline.exports import document, reckoning
from holdline.exports.blocks import (
    Bulletin,
    Column,
    Heading,
    Number,
    Paragraph,
    Part,
    Picture,
    Table,
    plain,
)
from holdline.exports.bulletin import making
from holdline.exports.footing import auditing
from holdline.exports.gate import Contents
from holdline.exports.provenance import Batch, Provenance
from holdline.queries.runner import Result
from holdline.shell import figure, going, listing, pictures
from holdline.shell.cache import result
from holdline.shell.selection import written
from holdline.shell.view import View
from holdline.tables import layout
from holdline.tables.layout import Cell, Line, Listing
from holdline.warehouse import snapshot as snapshots

KINDS = making.KINDS
LEVELS = {1: "###", 2: "####", 3: "###"}


def made(view: View, kind: str) -> Bulletin:
    """The bulletin of the chosen division and month."""
    return _made(*_key(view), kind)


def _key(view: View) -> tuple[str, Scope, str, tuple[str, str, date]]:
    """What a bulletin depends on, its kind apart."""
    place = (view.selection.tree, view.selection.division, view.month)
    return view.manifest.snapshot_id, view.scope, view.language, place


@st.cache_resource(max_entries=32, show_spinner=False)
def _made(
    snapshot: str, scope: Scope, language: str, place: tuple[str, str, date], kind: str
) -> Bulletin:
    """Kept by what it depends on; a snapshot never changes."""

    def ask(name: str, /, **inputs: object) -> Result:
        return result(snapshot, scope, name, tuple(sorted(inputs.items())))

    manifest = snapshots.named(snapshot).manifest
    return making.bulletin(
        ask,
        reckoning.subject(
            ask, manifest, language, tree=place[0], division=place[1], month=place[2]
        ),
        kind,
    )


def unfiltered(view: View) -> View:
    """The same view of everybody: a bulletin is of a division and a month, and of nothing less."""
    choice = view.selection.with_change(monitor_type="", main_risk="", words="")
    return replace(view.without_area(), selection=choice)


def audited(view: View, bulletin: Bulletin) -> None:
    """The bulletin's own sentences put through the audit anybody's go through; of Chinese only."""
    if view.language != "zh":
        return
    said = "\n".join(plain(one.parts) for one in bulletin.blocks if isinstance(one, Paragraph))
    found = _audited(said)
    st.caption(view.say("audit", checked=view.count(found.checked), findings=len(found.findings)))


_audited = lru_cache(maxsize=32)(auditing.audit)


def word(bulletin: Bulletin, stands: Provenance) -> Callable[[Batch], Contents]:
    """What makes the Word file once it is asked for."""
    figures = sum(1 for _ in bulletin.numbers())
    return lambda batch: Contents(document.document(bulletin, stands, batch), figures)


def draw(view: View, bulletin: Bulletin) -> None:
    """Every block in its order."""
    st.markdown(f"## {figure.escaped(bulletin.title)}")
    for at, block in enumerate(bulletin.blocks):
        if isinstance(block, Heading):
            st.markdown(f"{LEVELS[block.level]} {figure.escaped(block.text)}")
        elif isinstance(block, Paragraph):
            st.markdown("".join(_linked(view, part) for part in block.parts))
        elif isinstance(block, Picture):
            shown = pictures.source(block, _key(view), bulletin.title, at)
            st.image(shown, caption=block.caption, alt=block.alt, width="stretch")
        else:
            _table(view, block, f"{block.name}_{at}")


def _linked(view: View, part: Part) -> str:
    """A part of a sentence; a number that counts households links to them."""
    if isinstance(part, str):
        return figure.escaped(part)
    said = figure.escaped(part.text)
    return f"[{said}]({_address(view, part)})" if part.behind else said


def _address(view: View, number: Number) -> str:
    assert number.behind is not None  # noqa: S101  asked of linked numbers only
    parts = dict(number.behind.parts)
    choice = view.selection.with_change(more=(), **parts)
    return f"{number.behind.page}?{urlencode(written(choice))}"


def _table(view: View, table: Table, key: str) -> None:
    if table.caption:
        figure.title(table.caption, table.note)
    headings = [
        layout.Heading(str(at), _title(column), "number" if column.is_number else "text", hint)
        for at, (column, hint) in enumerate(zip(table.columns, _hints(view, table), strict=True))
    ]
    lines = [
        Line(row.key, {str(at): _cell(cell) for at, cell in enumerate(row.cells)}, row.is_total)
        for row in table.rows
    ]
    drawn = Listing(key, table.caption or view.say("title"), headings, lines, is_sortable=False)
    pressed = listing.draw(view, drawn, key=key)
    if pressed:
        _open(view, table, pressed)


def _title(column: Column) -> str:
    return f"{column.group} · {column.title}" if column.group else column.title


def _hints(view: View, table: Table) -> list[str]:
    """What each column's figures mean: the card of the first of them."""
    found = []
    for at in range(len(table.columns)):
        cells = (row.cells[at] for row in table.rows)
        metric = next((cell.metric for cell in cells if isinstance(cell, Number)), "")
        told = making.definition(view.language, metric) if metric else {}
        found.append(" ".join(told[part] for part in ("formula", "base") if told))
    return found


def _cell(part: Part) -> Cell:
    if isinstance(part, str):
        return Cell(part)
    return Cell(part.text, part.value, acts=part.behind is not None)


def _open(view: View, table: Table, pressed: Mapping[str, str]) -> None:
    row = next(one for one in table.rows if one.key == pressed["row"])
    cell: Any = row.cells[int(pressed["column"])]
    if isinstance(cell, Number) and cell.behind:
        going.open_page(view, cell.behind.page, **dict(cell.behind.parts))
