"""What became of the rows of an import: read = accepted + rejected, and why the rejected were."""

import streamlit as st

from holdline.build import rejected
from holdline.build.batches import Batch
from holdline.build.report import SourceReport
from holdline.exports import error_workbook
from holdline.exports.gate import Contents
from holdline.exports.provenance import Batch as Stamp
from holdline.messages.catalogue import text
from holdline.shell import download, figure, imports_told, listing
from holdline.shell.view import View
from holdline.tables.layout import Cell, Heading, Line, Listing

COUNTS = ("read", "accepted", "rejected")


def draw(view: View, batch: Batch) -> None:
    """The rows of each file and table; the reasons of those rejected, and the list to mend."""
    if not batch.report:
        return
    left, right = st.columns(2, gap="medium")
    with left:
        _footing(view, batch)
    with right:
        _reasons(view, batch)


def _footing(view: View, batch: Batch) -> None:
    headings = [
        Heading("table", view.say("heads.table")),
        Heading("part", view.say("heads.part")),
        *(Heading(name, view.say(f"heads.{name}"), kind="number") for name in COUNTS),
    ]
    sums = [sum(_counts(one)[name] for one in batch.report) for name in COUNTS]
    total = Line(
        "total",
        {"table": Cell(view.say("all")), **_cells(view, dict(zip(COUNTS, sums, strict=True)))},
    )
    lines = [
        Line(
            f"{one.source} {one.table}",
            {
                "table": Cell(imports_told.table(view, one.table)),
                "part": Cell(one.source, note=_notes(view, one)),
                **_cells(view, _counts(one)),
            },
        )
        for one in batch.report
    ]
    caption = view.say("footing")
    figure.title(caption, view.say("footing_note"))
    table = Listing("footing", caption, headings, lines, total=total)
    listing.draw(view, table, key="imports_footing", height=380)


def _reasons(view: View, batch: Batch) -> None:
    counted = rejected.counted(batch.folder)
    rows = sum(one["rows"] for one in counted)
    caption = view.say("reasons", rows=view.count(rows))
    figure.title(caption, view.say("reasons_note"))
    headings = [
        Heading("table", view.say("heads.table")),
        Heading("reason", view.say("heads.reason")),
        Heading("rejected", view.say("heads.rejected"), kind="number"),
    ]
    lines = [
        Line(
            str(at),
            {
                "table": Cell(imports_told.table(view, one["table_name"]), note=one["source_file"]),
                "reason": Cell(
                    text(view.language, f"imports.reasons.{one['reason']}"),
                    note=text(view.language, f"imports.remedies.{one['reason']}"),
                ),
                "rejected": Cell(view.count(one["rows"]), one["rows"]),
            },
        )
        for at, one in enumerate(counted)
    ]
    table = Listing("reasons", caption, headings, lines, empty=view.say("no_reasons"))
    if rows:
        _offer(view, batch)
    listing.draw(view, table, key="imports_reasons", height=340)


def _offer(view: View, batch: Batch) -> None:
    """The error workbook: it holds personal data, so that only whoever imports may take it."""
    folder, language = batch.folder, view.language
    stands = download.provenance(
        view,
        view.say("errors_title", number=batch.number),
        filters=((view.say("heads.number"), batch.number),),
    )

    def made(stamp: Stamp) -> Contents:
        groups = rejected.groups(folder)
        content = error_workbook.written(groups, language, stands.watermark(stamp))
        return Contents(content, sum(len(one.rows) for one in groups))

    download.offer(
        view, stands, "xlsx", made,
        key="imports_errors", label=view.say("errors"), permission="act.import",
    )  # fmt: skip


def _counts(one: SourceReport) -> dict[str, int]:
    return {"read": one.read, "accepted": one.accepted, "rejected": one.quarantined}


def _cells(view: View, counts: dict[str, int]) -> dict[str, Cell]:
    return {name: Cell(view.count(count), count) for name, count in counts.items()}


def _notes(view: View, one: SourceReport) -> str:
    return view.say("notes", count=view.count(one.notes)) if one.notes else ""
