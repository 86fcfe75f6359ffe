"""What was recognised in the files of an import, what was refused, and what must be asked."""

import streamlit as st

from holdline.build import intake, working
from holdline.build.batches import Batch
from holdline.build.receiving import Refusal
from holdline.build.recognising import Question, Recognised
from holdline.reference import columns
from holdline.shell import figure, going, imports_told, listing
from holdline.shell.view import View
from holdline.tables.layout import Cell, Heading, Line, Listing

LISTED = 8  # headers named one by one


def draw(view: View, batch: Batch) -> None:
    """The sheets with the tables and columns they hold; files that are left out."""
    heads = ("part", "table", "columns", "above", "told")
    headings = [
        Heading(
            name,
            view.say(f"heads.{name}"),
            kind="number" if name in ("columns", "above") else "text",
            is_wide_only=name == "above",
        )
        for name in heads
    ]
    lines = [_line(view, one) for one in batch.sheets]
    lines += [
        Line(f"ignored {name}", {"part": Cell(name), "table": Cell(view.say("no_table"))})
        for name in batch.ignored
    ]
    caption = view.say("found", files=view.count(len(batch.files)))
    figure.title(caption, view.say("found_note"))
    listing.draw(view, Listing("found", caption, headings, lines), key="imports_found", height=420)


def refused(view: View, batch: Batch) -> None:
    """The files and sheets that cannot be imported, each with what to do."""
    if not batch.refused:
        return
    st.error(view.say("refused", count=view.count(len(batch.refused))), icon=":material/block:")
    headings = [Heading(name, view.say(f"heads.{name}")) for name in ("part", "what", "fix")]
    lines = [_refusal(view, at, one) for at, one in enumerate(batch.refused)]
    table = Listing("refused", view.say("heads.what"), headings, lines)
    listing.draw(view, table, key="imports_refused")


def asked(view: View, batch: Batch) -> None:
    """One question for each header nobody knows; the answers are remembered."""
    st.warning(
        view.say("asked", count=view.count(len(batch.questions)), source=_source(view, batch)),
        icon=":material/help:",
    )
    with st.form("imports_asked"):
        answers = [
            (sheet, one, _choice(view, at, sheet, one))
            for at, (sheet, one) in enumerate(batch.questions)
        ]
        is_sent = st.form_submit_button(
            view.say("remember"), type="primary", icon=":material/check:"
        )
    if is_sent:
        for sheet, one, identifier in answers:
            intake.answer(view.person, batch.source, sheet.table, one.header, identifier)
        seen = intake.looked_through(batch)
        if not seen.questions and not seen.refused:
            working.start(seen, view.person, "check")
        going.again()


def _source(view: View, batch: Batch) -> str:
    return batch.source or view.say("any_source")


def _choice(view: View, at: int, sheet: Recognised, one: Question) -> str:
    """The column chosen for a header; "" to leave it out."""
    absent = [name for name in sheet.absent if name]
    options = ["", *sorted(absent, key=lambda name: name != one.guess)]

    def named(identifier: str) -> str:
        if not identifier:
            return view.say("leave_out")
        return f"{view.column(sheet.table, identifier)} ({identifier})"

    label = view.say("question", header=figure.escaped(one.header), part=figure.escaped(sheet.name))
    likeness = view.say("likely", rate=view.rate(one.likeness)) if one.guess else view.say("unlike")
    chosen: str = st.selectbox(
        label, options, index=1 if one.guess else 0, format_func=named, help=likeness,
        key=f"imports_question_{at}",
    )  # fmt: skip
    return chosen


def _line(view: View, one: Recognised) -> Line:
    known = sum(bool(means) for _, means in one.headers)
    of = len(columns.table(one.table)) if one.table else 0
    return Line(
        one.name,
        {
            "part": Cell(one.label, note=one.sheet),
            "table": Cell(imports_told.table(view, one.table)),
            "columns": Cell(view.say("columns_of", known=known, of=of) if of else "", known),
            "above": Cell(view.count(one.above) if of else "", one.above),
            "told": Cell(view.say("stop").join(_told(view, one))),
        },
    )


def _told(view: View, one: Recognised) -> list[str]:
    told = []
    if one.is_hidden:
        told.append(view.say("hidden"))
    if one.is_correction:
        told.append(view.say("correction"))
    if one.questions:
        told.append(view.say("to_answer", count=view.count(len(one.questions))))
    if one.left_out:
        joined = view.common("values.joint").join(one.left_out[:LISTED])
        told.append(view.say("left_out", count=view.count(len(one.left_out)), names=joined))
    if one.formulas:
        told.append(view.say("formulas", count=view.count(one.formulas)))
    return told


def _refusal(view: View, at: int, one: Refusal) -> Line:
    return Line(
        str(at),
        {
            "part": Cell(one.name),
            "what": Cell(imports_told.what(view, one.error, one.facts)),
            "fix": Cell(imports_told.fix(view, one.error, one.facts)),
        },
    )
