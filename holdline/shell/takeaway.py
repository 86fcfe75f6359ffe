"""Take a page's tables away: what was drawn is written down, and one button exports all of it."""

import io
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextvars import ContextVar
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

import streamlit as st

from holdline.access.suppression import HIDDEN, least
from holdline.exports.csv import csv
from holdline.exports.gate import Contents
from holdline.exports.plotted import KNOWN, picture
from holdline.exports.provenance import Batch, Provenance
from holdline.exports.workbook import Field, Sheet, Value, workbook
from holdline.messages.catalogue import text
from holdline.shell import download
from holdline.shell.view import View
from holdline.tables.layout import Cell, Heading, Line, Listing

PER_CENT = "0.00%"
WHOLE_NUMBER, DECIMAL = "#,##0", "#,##0.00"
# A list goes out whole, up to as many rows as a sheet is still pleasant with.
MOST = 50_000


@dataclass(frozen=True)
class Taken:
    """A table as it was drawn, and how to have all of it when only a part was."""

    listing: Listing
    whole: Callable[[int], Listing] | None


@dataclass(frozen=True)
class Chart:
    """A chart or map as it was drawn: made(title=, source=, kind=) gives its picture.

    *more* is what stands below it besides the source of its figures: where a map's lines are from.
    """

    title: str
    made: Callable[..., bytes]
    more: str = ""


@dataclass(frozen=True)
class Way:
    """One way to take all that was drawn: its certificate, the file's suffix, what makes it."""

    stands: Provenance
    kind: str
    made: Callable[[Batch], Contents]


_taken: ContextVar[list[Taken] | None] = ContextVar("taken", default=None)
_charts: ContextVar[list[Chart] | None] = ContextVar("charts", default=None)


def begin() -> None:
    """Begin a page: nothing is drawn yet."""
    _taken.set([])
    _charts.set([])


def add_chart(figure: Mapping[str, Any], title: str) -> None:
    """Write down that a chart was drawn, when it is one that pictures are made of."""
    kinds = {trace.get("type", "scatter") for trace in figure["data"]}
    if kinds and kinds <= KNOWN:
        add_picture(title, partial(picture, figure))


def add_picture(title: str, made: Callable[..., bytes], more: str = "") -> None:
    """Write down that a chart or map was drawn, and how its picture is made.

    *made* is called when the picture is asked for, in a thread of its own: no Streamlit in it.
    *more* is told below the picture, besides the source of its figures.
    """
    held = _charts.get()
    if held is not None:
        held.append(Chart(title, made, more))


def add(listing: Listing, whole: Callable[[int], Listing] | None = None) -> None:
    """Write down that *listing* was drawn.

    Args:
        listing: as drawn.
        whole: gives it with at most so many rows, when only a page of it was drawn.
    """
    held = _taken.get()
    if held is not None and (listing.lines or listing.total):
        held.append(Taken(listing, whole))


def ways(view: View, also: tuple[tuple[str, str], ...] = ()) -> dict[str, Way]:
    """All that was drawn, by how it can be taken: xlsx, csv, png, svg; {} when nothing was.

    *also* stands in the certificate beside what the reader chose; a picture has no room for it.
    """
    held, charts = tuple(_taken.get() or ()), tuple(_charts.get() or ())
    if not held and not charts:
        return {}
    place = view.query("shared/ancestors", **view.chosen("division")).rows["short_name"][-1]
    facts = {"page": view.say("title"), "place": place, "month": view.month_name(view.month)}
    title = text(view.language, "exports.page.title", **facts)
    plain = download.provenance(view, title, definitions=_definitions(held))
    stands = replace(plain, filters=plain.filters + also)
    beside = text(view.language, "exports.page.beside", title="{title}")
    few = view.common("values.few", least=least()) if view.scope.is_published else ""
    whole = (held, beside, few)
    found: dict[str, Way] = {}
    if held:
        found["xlsx"] = Way(stands, "xlsx", lambda batch: _workbook(stands, batch, _sheets(*whole)))
        found["csv"] = Way(stands, "zip", lambda batch: _csvs(stands, batch, _sheets(*whole)))
    if charts:
        found["png"] = Way(stands, "zip", lambda batch: _pictures(plain, batch, charts, "png"))
        found["svg"] = Way(stands, "zip", lambda batch: _pictures(plain, batch, charts, "svg"))
    return found


def draw(view: View) -> None:
    """Buttons for all that was drawn: tables as a workbook or CSV, charts as pictures."""
    found = ways(view)
    if not found:
        return
    label = text(view.language, "exports.page.label")
    numbers = {"tables": len(_taken.get() or ()), "charts": len(_charts.get() or ())}
    with st.popover(label, icon=":material/download:", type="tertiary", key="takeaway"):
        st.caption(text(view.language, "exports.page.note", **numbers, most=view.count(MOST)))
        for name, way in found.items():
            words = text(view.language, f"exports.page.{name}")
            key = f"takeaway_{name}"
            download.offer(view, way.stands, way.kind, way.made, key=key, label=words)


def sheet(listing: Listing, beside: str, few: str = "") -> Sheet:
    """*listing* as a sheet: figures as numbers, shares as per cent, the rest as it was written.

    What stands small beside a column's figures, such as people beside households, becomes a
    column of its own, headed by *beside*: a pattern with the column's title in it. *few* is how
    a hidden count is written, where figures are published: no number, and least of all nought.
    """
    lines = [listing.total, *listing.lines] if listing.total else list(listing.lines)
    columns = [one for heading in listing.headings for one in _columns(heading, lines, beside, few)]
    rows = [[values[number] for _, values in columns] for number in range(len(lines))]
    name = listing.caption or listing.name
    return Sheet(name, name, [field for field, _ in columns], rows)


def _columns(
    heading: Heading, lines: list[Line], beside: str, few: str
) -> Iterator[tuple[Field, list[Value]]]:
    cells = [line.cells.get(heading.key) for line in lines]
    if heading.kind == "text":
        yield Field(heading.title), [_text(cell) for cell in cells]
        return
    yield Field(heading.title, _form(cells)), [_figure(cell, few) for cell in cells]
    if any(cell and cell.note for cell in cells):
        title = beside.format(title=heading.title)
        yield Field(title), [cell.note if cell else None for cell in cells]


def _sheets(held: tuple[Taken, ...], beside: str, few: str) -> list[Sheet]:
    made = [sheet(one.whole(MOST) if one.whole else one.listing, beside, few) for one in held]
    named: dict[str, int] = {}
    kept = []
    for one in made:
        named[one.name] = named.get(one.name, 0) + 1
        number = f"{named[one.name]} " if named[one.name] > 1 else ""
        kept.append(Sheet(f"{number}{one.name}", one.title, one.fields, one.rows))
    return kept


def _workbook(stands: Provenance, batch: Batch, sheets: list[Sheet]) -> Contents:
    return Contents(workbook(stands, batch, sheets), sum(len(one.rows) for one in sheets))


def _csvs(stands: Provenance, batch: Batch, sheets: list[Sheet]) -> Contents:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as packed:
        for number, one in enumerate(sheets, start=1):
            entry = zipfile.ZipInfo(f"{number:02d}.csv")
            packed.writestr(entry, csv(stands, batch, one))
    return Contents(made.getvalue(), sum(len(one.rows) for one in sheets))


def _pictures(stands: Provenance, batch: Batch, charts: Sequence[Chart], kind: str) -> Contents:
    """Each chart with its title above and, below, where its figures come from and who took it."""
    told = (
        value
        for _, value in stands.filters
        if value != text(stands.language, "exports.filters.all")
    )
    chosen = text(stands.language, "exports.page.joint").join(told)
    source = text(
        stands.language,
        "exports.page.source",
        chosen=chosen,
        snapshot=stands.snapshot,
        rules=stands.rule_pack,
        mark=stands.watermark(batch),
    )
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as packed:
        for number, one in enumerate(charts, start=1):
            drawn = one.made(title=one.title, source=f"{source} {one.more}".strip(), kind=kind)
            packed.writestr(zipfile.ZipInfo(f"{number:02d}.{kind}"), drawn)
    return Contents(made.getvalue(), len(charts))


def _text(cell: Cell | None) -> Value:
    if cell is None:
        return None
    return f"{cell.text} ({cell.note})" if cell.note else cell.text


def _figure(cell: Cell | None, few: str) -> Value:
    if cell is None:
        return None
    if few and cell.value == HIDDEN and few in cell.text:
        return cell.text
    return cell.value if isinstance(cell.value, int | float) else cell.text


def _form(cells: list[Cell | None]) -> str:
    held = [cell for cell in cells if cell and isinstance(cell.value, int | float)]
    if any(_is_share(cell) for cell in held):
        return PER_CENT
    is_whole = all(float(cell.value or 0).is_integer() for cell in held)
    return WHOLE_NUMBER if is_whole else DECIMAL


def _is_share(cell: Cell) -> bool:
    """Whether the cell writes its value, a share of one, as per cent."""
    return isinstance(cell.value, float) and cell.text.rstrip().endswith("%")


def _definitions(held: tuple[Taken, ...]) -> tuple[tuple[str, str], ...]:
    told = {
        heading.title: heading.hint
        for one in held
        for heading in one.listing.headings
        if heading.hint
    }
    return tuple(told.items())
