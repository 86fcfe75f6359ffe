"""The rule book: the notice's sentence beside each clause, with how far the data answer it."""

from typing import Any

import streamlit as st

from holdline.rules import ruleset
from holdline.rules.bits import total
from holdline.rules.clause import Clause
from holdline.shell import figure, listing, rule_words, what_if_behind, what_if_settings
from holdline.shell.view import View
from holdline.shell.what_if_state import Trial
from holdline.tables.layout import Cell, Heading, Line, Listing

FIGURES = ("met", "not_met", "not_known")


def head(trial: Trial) -> None:
    """The pack, the document behind it, since when it holds and for whom."""
    view = trial.view
    with st.container(horizontal=True, gap="small"):
        what_if_settings.chosen(trial)
    pack = ruleset.described(trial.base.pack)
    title = figure.escaped(trial.base.words[view.language]["title"])
    st.markdown(f"**{title}**　{figure.escaped(pack[view.language]['document'])}")
    said = view.say("pack", effective=str(pack["effective"]))
    if view.scope.shows_rows:
        said += view.say("applies", scope=view.households(trial.count(trial.after.scope)))
    st.caption(said)


def draw(trial: Trial) -> None:
    """How far the data answer each clause; then the clauses beside the notice.

    Exact counts are for readers of lists: others read the rules alone.
    """
    if trial.view.scope.shows_rows:
        _answered(trial)
    part = ""
    for clause in trial.base.clauses:
        if clause.part != part:
            part = clause.part
            st.markdown(f"**{trial.view.say(f'parts.{part}')}**")
        _clause(trial, clause)
    if trial.view.scope.shows_rows:
        what_if_behind.draw(trial)


def _answered(trial: Trial) -> None:
    view = trial.view
    figure.title(view.say("answered.title"), view.say("answered.note"))
    headings = [Heading("clause", view.say("answered.clause"))]
    headings += [
        Heading(name, view.say(f"answered.{name}"), kind="number") for name in (*FIGURES, "known")
    ]
    lines = [_counted(trial, one) for one in trial.base.clauses]
    table = Listing("answered", view.say("answered.title"), headings, lines)
    pressed = listing.draw(view, table, key="answered")
    if pressed:
        what_if_behind.open_figure(pressed["column"], pressed["row"])
        st.rerun()


def _counted(trial: Trial, clause: Clause) -> Line:
    """Households here that the rules are for, by what is known of the clause."""
    view = trial.view
    truth = trial.held.index.truth(trial.rules.resolved(clause))
    inside = trial.here & trial.after.scope
    scope, met = total(inside), total(truth.sure & inside)
    unknown = total(truth.possible & ~truth.sure & inside)
    counts = dict(zip(FIGURES, (met, scope - met - unknown, unknown), strict=True))
    known = (scope - unknown) / scope if scope else None
    cells: dict[str, Cell] = {"clause": Cell(rule_words.title(view, clause))}
    cells |= {name: Cell(view.count(n), n, acts=n > 0) for name, n in counts.items()}
    cells["known"] = Cell(view.rate(known), known)
    return Line(clause.id, cells)


def _clause(trial: Trial, clause: Clause) -> None:
    view = trial.view
    words = clause.words[view.language]
    with st.container(border=True, gap="small"):
        left, right = st.columns([4, 7], gap="medium")
        with left:
            st.caption(f"{clause.source['document']} {clause.source['clause']}")
            st.markdown(f"> {clause.source['sentence']}")
        with right:
            st.markdown(f"**{rule_words.title(view, clause)}**　{words['hint']}")
            _settings(view, trial, clause)
            said: dict[str, Any] = {
                "departments": view.codes("department", list(clause.departments)),
                "document": words["document"],
            }
            st.caption(figure.escaped(view.say("evidence", **said)))
            if clause.is_soft:
                st.caption(view.say("in_principle"))


def _settings(view: View, trial: Trial, clause: Clause) -> None:
    values = trial.rules.values
    said = [rule_words.setting(view, one, values[name]) for name, one in clause.parameters.items()]
    if said:
        told = view.say("settings", settings=view.say("between").join(said))
        st.caption(figure.escaped(told))
