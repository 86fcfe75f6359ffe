"""The rule book: the notice's sentence beside each clause, with how far the data answer it."""

from typing import Any

import streamlit as st

from holdline.rules import ruleset
from holdline.rules.bits import total
from holdline.rules.clause import Clause
from holdline.shell import rule_words, what_if_settings
from holdline.shell.view import View
from holdline.shell.what_if_state import Trial


def draw(trial: Trial) -> None:
    """The pack, then its clauses, the notice on the left and what is made of it on the right."""
    view = trial.view
    what_if_settings.chosen(trial)
    pack = ruleset.described(trial.base.pack)
    st.markdown(
        f"**{trial.base.words[view.language]['title']}**　{pack[view.language]['document']}"
    )
    st.caption(
        view.say(
            "pack",
            effective=str(pack["effective"]),
            scope=view.households(trial.count(trial.after.scope)),
        )
    )
    part = ""
    for clause in trial.base.clauses:
        if clause.part != part:
            part = clause.part
            st.markdown(f"**{view.say(f'parts.{part}')}**")
        _clause(trial, clause)


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
            st.caption(
                view.say(
                    "evidence",
                    departments=view.codes("department", list(clause.departments)),
                    document=words["document"],
                )
            )
            st.markdown(view.say("coverage", **_coverage(trial, clause)))


def _settings(view: View, trial: Trial, clause: Clause) -> None:
    values = trial.rules.values
    said = [rule_words.setting(view, one, values[name]) for name, one in clause.parameters.items()]
    if said:
        st.caption(view.say("settings", settings=view.say("between").join(said)))


def _coverage(trial: Trial, clause: Clause) -> dict[str, Any]:
    """Households here that the rules are for, by what is known of the clause."""
    view = trial.view
    truth = trial.held.index.truth(trial.rules.resolved(clause))
    inside = trial.here & trial.after.scope
    met = total(truth.sure & inside)
    unknown = total(truth.possible & ~truth.sure & inside)
    scope = total(inside)
    return {
        "met": view.households(met),
        "not_met": view.households(scope - met - unknown),
        "unknown": view.households(unknown),
        "known": view.rate((scope - unknown) / scope if scope else None),
    }
