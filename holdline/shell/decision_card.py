"""A household's decision card: each clause met or not or unknown, on what, and what next."""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from holdline.errors import HouseholdNotJudged
from holdline.messages.catalogue import text
from holdline.messages.dates import day_name
from holdline.rules import evidence, ruleset, scenario, turning
from holdline.rules.clause import Clause
from holdline.rules.evidence import Evidence, Step
from holdline.rules.judge import Truth, Verdict
from holdline.rules.ruleset import RuleSet
from holdline.shell import figure, listing, override_form, rule_words
from holdline.shell.view import View
from holdline.tables.layout import Cell, Heading, Line, Listing
from holdline.warehouse import snapshot as snapshots
from holdline.warehouse.connection import open_snapshot

ITEMS = {
    "c3": "vehicle", "c4": "house", "c5": "enterprise", "c6": "payroll", "c7": "enterprise",
    "e1": "subsistence_roll", "e2": "medical_cost", "e3": "disability_roll", "e4": "disaster",
}  # fmt: skip
TRUTHS = {True: "met", False: "not_met", None: "unknown"}
ORDER = {True: 0, None: 1, False: 2}
MOST = 6


def draw(view: View, household_id: str, rules: RuleSet | None = None) -> None:
    """The card of *household_id* under *rules* (the exit rules as their pack has them).

    A household the rules know nothing of has no card, and nothing is drawn.
    """
    rules = rules or ruleset.load("policy_exit")
    try:
        found = _found(view, rules, household_id)
    except HouseholdNotJudged:
        return
    verdict = evidence.verdict(rules, found)
    figure.title(
        text(
            view.language,
            "facts.card.title",
            decision=str(rules.words[view.language][verdict.decision]),
        ),
        text(view.language, "facts.card.note"),
    )
    if verdict.decision == "out_of_scope":
        return
    st.caption(_because(view, rules, verdict))
    sources = {
        row["match_item"]: row
        for row in view.query("policy/sources", household_id=household_id).rows.iter_rows(
            named=True
        )
    }
    names = sorted(verdict.truths, key=lambda name: ORDER[verdict.truths[name]])
    lines = [_line(view, rules, rules.clause(name), verdict, found, sources) for name in names]
    headings = [
        Heading(name, text(view.language, f"facts.card.{name}"), is_unbroken=name == "truth")
        for name in ("clause", "truth", "evidence", "source", "next")
    ]
    listing.draw(
        view,
        Listing("decision", text(view.language, "facts.card.caption"), headings, lines),
        key="decision",
    )
    _flip(view, rules, found)
    _turns(view, rules, verdict)
    override_form.draw(view, rules, found)


def _found(view: View, rules: RuleSet, household_id: str) -> Evidence:
    warehouse = open_snapshot(snapshots.named(view.manifest.snapshot_id))
    with warehouse.reading(view.scope) as cursor:
        return evidence.of_household(cursor, rules, household_id)


def _because(view: View, rules: RuleSet, verdict: Verdict) -> str:
    def named(ids: tuple[str, ...]) -> str:
        joint = view.common("values.joint")
        return joint.join(rule_words.title(view, rules.clause(one)) for one in ids) or view.common(
            "values.none"
        )

    return text(
        view.language, "facts.card.because",
        met=named(verdict.met), exempt=named(verdict.exempt_by), unknown=named(verdict.unknown),
    )  # fmt: skip


def _line(  # noqa: PLR0917  # what a line is made of
    view: View,
    rules: RuleSet,
    clause: Clause,
    verdict: Verdict,
    found: Evidence,
    sources: Mapping[str, Any],
) -> Line:
    truth = verdict.truths[clause.id]
    said = [rule_words.compared(view, one) for one in _telling(rules, clause, truth, found)[:MOST]]
    cells = {
        "clause": Cell(
            rule_words.title(view, clause),
            note=f"{clause.source['clause']}：{clause.source['sentence']}",
        ),
        "truth": Cell(text(view.language, f"facts.card.{TRUTHS[truth]}"), ORDER[truth]),
        "evidence": Cell(
            text(view.language, "facts.between").join(dict.fromkeys(said)) or _nothing(view, truth)
        ),
        "source": Cell(_source(view, clause, sources)),
        "next": Cell(clause.words[view.language]["document"] if truth is None else ""),
    }
    return Line(clause.id, cells)


def _telling(rules: RuleSet, clause: Clause, truth: Truth, found: Evidence) -> list[Step]:
    """The comparisons that decided; none when it was that there are no items."""
    resolved = rules.resolved(clause)
    steps = evidence.steps(resolved, found)
    own = [one for one in steps if evidence.holds(one) is truth]
    has_no_items = resolved.items is not None and not found.items[resolved.items.table]
    if (
        has_no_items
        and truth is not True
        and (truth is None or not any(o.truth is False for o in own))
    ):
        return []
    return own or steps


def _nothing(view: View, truth: Truth) -> str:
    key = "not_compared" if truth is None else "none_found"
    return text(view.language, f"facts.card.{key}")


def _source(view: View, clause: Clause, sources: Mapping[str, Any]) -> str:
    told = sources.get(ITEMS.get(clause.id, ""))
    if told is None:
        return view.codes("department", list(clause.departments[:2]))
    whole = text(view.language, "facts.card.division") if told["is_division"] else ""
    day = day_name(told["as_of_on"], view.language)
    return f"{view.code('department', told['department'])} {day}{whole}"


def _flip(view: View, rules: RuleSet, found: Evidence) -> None:
    flip = evidence.smallest_flip(rules, found)
    if flip is None:
        st.caption(text(view.language, "facts.card.no_flip"))
        return
    one = flip.clause.parameters[flip.parameter]
    st.caption(
        text(
            view.language,
            "facts.card.flip",
            clause=rule_words.title(view, flip.clause),
            setting=rule_words.setting(view, one, flip.value),
            now=scenario.text_of(one, rules.values[flip.parameter]),
            decision=str(rules.words[view.language][flip.decision]),
        )
    )


def _turns(view: View, rules: RuleSet, verdict: Verdict) -> None:
    """The fewest clauses that would have to turn out otherwise, by what would come of it."""
    turns = turning.fewest(rules, verdict)
    if not turns:
        return
    ways: dict[str, list[str]] = {}
    for one in turns:
        said = view.common("values.joint").join(
            text(view.language, f"facts.card.turn_{met}".lower(), clause=name.upper())
            for name, met in one.clauses
        )
        ways.setdefault(one.decision, []).append(said)
    told = text(view.language, "facts.between").join(
        text(
            view.language,
            "facts.card.turned",
            ways=text(view.language, "facts.card.or").join(said),
            decision=str(rules.words[view.language][decision]),
        )
        for decision, said in ways.items()
    )
    count = len(turns[0].clauses)
    st.caption(text(view.language, "facts.card.turns", count=view.count(count), ways=told))
