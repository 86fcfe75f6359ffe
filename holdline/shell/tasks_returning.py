"""Task files sent and not yet back, and merging those that are."""

import tempfile
from collections.abc import Sequence
from pathlib import Path

import streamlit as st

from holdline.errors import HoldlineError
from holdline.exports.gate import Contents
from holdline.exports.provenance import Batch
from holdline.exports.task_answers import returned
from holdline.exports.task_merge import Merged, counted, merge
from holdline.exports.task_rows import say
from holdline.exports.task_sending import TOWNSHIP
from holdline.exports.workbook import Field, Sheet, workbook
from holdline.messages.catalogue import text
from holdline.quality.progress import CHINA, today
from holdline.shell import download, figure, listing
from holdline.shell.tasks_sending import places
from holdline.shell.view import View
from holdline.state import tasks
from holdline.state.store import store
from holdline.tables.layout import Cell, Heading, Line, Listing

REPORT = "tasks_report"
COLUMNS = ("file", "line", "number", "household", "outcome", "why")
SENT = ("town", "made_at", "made_by", "due_on", "rows", "came_back")
MOST = 200


def draw_sent(view: View) -> None:
    """The files sent to the chosen division, and how much of each is back."""
    figure.title(view.say("sent"), view.say("sent_note"))
    with store().reading() as db:
        found = tasks.sent(db, [view.selection.division[:TOWNSHIP]])
    names = places(view, sorted({one.division_code for one in found}))
    lines = []
    for one in found[:MOST]:
        is_late = one.due_on is not None and one.due_on < today() and one.came_back < one.rows
        lines.append(
            Line(
                one.file,
                {
                    "town": Cell(names.get(one.division_code, one.division_code)),
                    "made_at": Cell(f"{one.made_at.astimezone(CHINA):%Y-%m-%d %H:%M}"),
                    "made_by": Cell(one.made_by),
                    "due_on": Cell(
                        f"{one.due_on:%Y-%m-%d}" if one.due_on else view.common("values.none"),
                        note=view.say("late") if is_late else "",
                    ),
                    "rows": Cell(view.count(one.rows), one.rows),
                    "came_back": Cell(view.count(one.came_back), one.came_back),
                },
            )
        )
    heads = [
        Heading(
            name,
            view.say(f"heads.{name}"),
            kind="number" if name in ("rows", "came_back") else "text",
            is_wide_only=name in ("made_by", "made_at"),
        )
        for name in SENT
    ]
    table = Listing("sent", view.say("sent"), heads, lines, empty=view.say("nothing_sent"))
    listing.draw(view, table, key="sent", height=170)


def draw_merging(view: View) -> None:
    """Give files back; what became of each row, until the next are given."""
    figure.title(view.say("merging"), view.say("merging_note"))
    with st.form("merging", border=False, clear_on_submit=True):
        given = st.file_uploader(
            view.say("files"), type=["xlsx"], accept_multiple_files=True, key="tasks_back"
        )
        is_pressed = st.form_submit_button(
            view.say("merge"), type="primary", disabled=not view.person.may("act.triage")
        )
    if is_pressed and given:
        st.session_state[REPORT] = _merged(view, given)
    rows, faults = st.session_state.get(REPORT, ([], []))
    for fault in faults:
        st.error(fault)
    if rows:
        _report(view, rows)


def _merged(view: View, given: Sequence[object]) -> tuple[list[Merged], list[str]]:
    rows: list[Merged] = []
    faults = []
    for one in given:
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "back.xlsx"
            file.write_bytes(one.getbuffer())  # type: ignore[attr-defined]
            try:
                rows += merge(view.person, returned(file, one.name))  # type: ignore[attr-defined]
            except HoldlineError as fault:
                faults.append(_told(view, fault))
    return rows, faults


def _told(view: View, fault: HoldlineError) -> str:
    name = type(fault).__name__
    parts = [text(view.language, f"errors.{name}.{one}", **fault.facts) for one in ("what", "fix")]
    return figure.escaped(" ".join(parts))


def _report(view: View, rows: Sequence[Merged]) -> None:
    told = [
        view.say("outcome", outcome=say(view.language, f"outcomes.{one}"), count=view.count(many))
        for one, many in counted(rows).items()
    ]
    st.markdown(view.common("values.joint").join(told))
    heads = [Heading(name, view.say(f"heads.{name}")) for name in COLUMNS[1:]]
    lines = [
        Line(str(at), {name: Cell(value) for name, value in zip(COLUMNS, cells, strict=True)})
        for at, cells in enumerate(_cells(view, row) for row in rows[:MOST])
    ]
    table = Listing("report", view.say("report"), heads, lines)
    listing.draw(view, table, key="report", height=200)
    stands = download.provenance(view, view.say("report"))
    sheet = Sheet(
        view.say("report"),
        view.say("report"),
        [Field(view.say(f"heads.{name}")) for name in COLUMNS],
        [_cells(view, row) for row in rows],
    )

    def contents(batch: Batch) -> Contents:
        return Contents(workbook(stands, batch, [sheet]), len(rows))

    download.offer(view, stands, "xlsx", contents, key="report_file", label=view.say("report_file"))


def _cells(view: View, row: Merged) -> tuple[str, ...]:
    why = say(view.language, f"whys.{row.why}") if row.why else ""
    outcome = say(view.language, f"outcomes.{row.outcome}")
    return row.file, str(row.line or ""), row.number, row.household, outcome, why
