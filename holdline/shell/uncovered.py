"""Households within the standard that nobody monitors (应纳未纳): how many, why, and which."""

from collections.abc import Iterable, Sequence

import numpy as np
import streamlit as st

from holdline.rules import answers
from holdline.rules.bits import Words, positions, total
from holdline.rules.index import Truth
from holdline.rules.judge import CANDIDATE
from holdline.shell import figure, listing, rule_words, what_if_behind
from holdline.shell import what_if_state as state
from holdline.shell.view import View
from holdline.shell.what_if_results import below, counted
from holdline.shell.what_if_state import Trial
from holdline.tables.layout import Cell, Heading, Line, Listing

COLUMNS = ("proposed", "people_proposed", "pending", "retained_by_exemption")
FIGURES = {"proposed": "proposed", "pending": "pending", "retained_by_exemption": "retained"}
REASONS = ("removed", "sole", "unknown")
MOST = 300


def sentence(trial: Trial) -> None:
    """How many are to be included, to be verified, and left out for what they own."""
    view, after = trial.view, trial.after
    st.markdown(
        view.say(
            "sentence",
            proposed=view.households(trial.count(after.proposed)),
            people=view.people(trial.people(after.proposed)),
            pending=view.households(trial.count(after.pending)),
            excluded=view.households(trial.count(after.saved)),
            scope=view.households(trial.count(after.scope)),
        )
    )


def reasons(trial: Trial) -> None:
    """By which standard, by how many of them alone, and what is not known."""
    index = trial.held.index
    sole = answers.alone(index, trial.after)
    lines = []
    for name, truth in index.truths(trial.rules, *CANDIDATE).items():
        counts = {
            "removed": truth.sure & trial.after.proposed,
            "sole": sole[name],
            "unknown": truth.possible & ~truth.sure & trial.after.pending,
        }
        lines.append(_line(trial, name, counts))
    _table(trial, "reasons", REASONS, lines)


def focus(trial: Trial) -> None:
    """The notice's groups to look at first, among those nobody monitors."""
    index, after = trial.held.index, trial.after
    swept = index.store.flags(index.table, "is_swept")[0]
    lines = []
    for clause in trial.rules.active("focus"):
        met = index.truth(trial.rules.resolved(clause), trial.rules.unknown).sure & after.scope
        counts = {"met": met, "focus_proposed": met & after.proposed, "unswept": met & ~swept}
        lines.append(_line(trial, clause.id, counts))
    _table(trial, "focus", ("met", "focus_proposed", "unswept"), lines)


def divisions(trial: Trial) -> None:
    """The divisions below: a name goes there, a figure opens its households."""
    view = trial.view
    names = dict(below(view))
    if not names:
        return
    rows = counted(trial, list(names))
    most = max([1, *rows["proposed"].to_list()])
    lines = [
        Line(
            row["division_code"],
            {
                "name": Cell(names[row["division_code"]], row["division_code"], acts=True),
                **{
                    name: Cell(
                        view.count(row[name]), row[name], acts=name in FIGURES and row[name] > 0,
                        share=row[name] / most if name == "proposed" else 0.0,
                    )
                    for name in COLUMNS
                },
            },
        )
        for row in rows.iter_rows(named=True)
    ]  # fmt: skip
    headings = [Heading("name", view.say("division"))]
    headings += [
        Heading(name, view.say(f"column.{name}"), kind="bar" if name == "proposed" else "number")
        for name in COLUMNS
    ]
    figure.title(view.say("below"))
    table = Listing(f"uncovered-{view.selection.division}", view.say("below"), headings, lines)
    pressed = listing.draw(view, table, key="uncovered_below", height=330)
    if pressed and pressed["column"] == "name":
        state.go(pressed["row"])
    elif pressed:
        what_if_behind.open_figure(FIGURES[pressed["column"]], division=pressed["row"])
        st.rerun()


def households(trial: Trial) -> None:
    """Those to be included, each with the standards it meets; the most first."""
    view = trial.view
    met = trial.held.index.truths(trial.rules, *CANDIDATE, "focus")
    rows = _ranked(met.values(), trial.after.proposed & trial.here)
    titled = [
        (rule_words.title(view, trial.rules.clause(name)), truth) for name, truth in met.items()
    ]
    figure.title(
        view.say(
            "listed", shown=view.count(len(rows)), all=view.count(trial.count(trial.after.proposed))
        ),
        view.say("listed_note"),
    )
    lines = [
        what_if_behind.line(view, row, {"why": Cell(_met(view, titled, row["place"]))})
        for row in what_if_behind.named(trial, rows)
    ]
    what_if_behind.households(view, "uncovered", lines, more=("why",), height=420)


def _ranked(truths: Iterable[Truth], words: Words) -> list[int]:
    """The rows of *words*, those that meet most standards first, as many as are listed."""
    rows = positions(words)
    met = np.zeros(len(rows), np.int64)
    for truth in truths:
        met += (truth.sure[rows >> 6] >> (rows & 63).astype(np.uint64) & 1).astype(np.int64)
    order = np.argsort(-met, kind="stable")[:MOST]
    return [int(row) for row in rows[order]]


def _met(view: View, titled: Sequence[tuple[str, Truth]], row: int) -> str:
    """Those of the *titled* standards that the household of *row* meets."""
    said = [title for title, one in titled if int(one.sure[row >> 6]) >> (row & 63) & 1]
    return view.common("values.joint").join(said)


def _line(trial: Trial, clause: str, counts: dict[str, Words]) -> Line:
    view = trial.view
    cells = {"clause": Cell(trial.title(clause))}
    for name, words in counts.items():
        number = total(words & trial.here)
        cells[name] = Cell(view.count(number), number, acts=number > 0)
    return Line(clause, cells)


def _table(trial: Trial, name: str, columns: Sequence[str], lines: list[Line]) -> None:
    view = trial.view
    figure.title(view.say(f"{name}.title"), view.say(f"{name}.note"))
    headings = [Heading("clause", view.say(f"{name}.clause"))]
    headings += [Heading(one, view.say(f"{name}.{one}"), kind="number") for one in columns]
    pressed = listing.draw(
        view, Listing(name, view.say(f"{name}.title"), headings, lines), key=f"uncovered_{name}"
    )
    if pressed:
        what_if_behind.open_figure(pressed["column"], pressed["row"])
        st.rerun()
