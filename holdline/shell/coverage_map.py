"""The notice beside what is made of it, sentence by sentence; and one pack beside another."""

from collections import Counter

import streamlit as st

from holdline.messages.catalogue import text
from holdline.quality import checks
from holdline.reference import parameters
from holdline.rules import coverage, ruleset
from holdline.rules.clause import Clause
from holdline.rules.coverage import STATES, Difference, Sentence
from holdline.rules.ruleset import RuleSet
from holdline.shell import figure, listing, rule_words
from holdline.shell import what_if_state as state
from holdline.shell.view import View
from holdline.shell.what_if_state import Trial
from holdline.tables.layout import Cell, Heading, Line, Listing

LOWEST = "370471"  # the zone that all three documents bind
ORDER = {name: at for at, name in enumerate(STATES)}


def draw(trial: Trial) -> None:
    """How many sentences there are of each kind, then all of them in their order."""
    view = trial.view
    found = coverage.sentences(trial.base.pack)
    if not found:
        st.caption(view.say("map.none"))
        return
    counts = Counter(one.state for one in found)
    said = {name: view.count(counts[name]) for name in STATES}
    figure.title(view.say("map.title", all=view.count(len(found)), **said), view.say("map.note"))
    headings = [
        Heading("number", view.say("map.number"), kind="number"),
        Heading("part", view.say("map.part"), is_wide_only=True, is_unbroken=True),
        Heading("text", view.say("map.text")),
        Heading("state", view.say("map.state"), is_unbroken=True),
        Heading("by", view.say("map.by")),
    ]
    lines = [_line(view, trial, one) for one in found]
    table = Listing("sentences", view.say("map.caption"), headings, lines)
    listing.draw(view, table, key="sentences", height=620)


def _line(view: View, trial: Trial, one: Sentence) -> Line:
    names = [_name(view, trial.base, kind, name) for kind, name in one.by]
    cells = {
        "number": Cell(str(one.number), one.number),
        "part": Cell(view.say(f"map.parts.{one.part}")),
        "text": Cell(one.text, one.number),
        "state": Cell(view.say(f"map.states.{one.state}"), ORDER[one.state]),
        "by": Cell(view.common("values.joint").join(names), note=one.note(view.language)),
    }
    return Line(str(one.number), cells)


def _name(view: View, base: RuleSet, kind: str, name: str) -> str:
    """What a reference is called."""
    if kind == "rule":
        rules, _, clause = name.partition("/")
        return rule_words.title(view, ruleset.load(rules, base.pack).clause(clause))
    if kind == "page":
        said = text(view.language, f"pages.{name}.title")
    elif kind == "check":
        check = next(one for one in checks.all_checks() if one.name == name)
        said = f"{check.id} {check.title(view.language)}"
    else:
        due = next(one for one in parameters.deadlines(LOWEST) if one.id == name)
        said = f"{due.title(view.language)} {due.date:%Y-%m-%d}"
    return view.say(f"map.kinds.{kind}", name=said)


def compare(trial: Trial) -> None:
    """The chosen pack beside another: clauses that changed, came or went."""
    view = trial.view
    others = [
        one
        for one in ruleset.packs()
        if one != trial.base.pack and trial.base.name in ruleset.described(one)["rulesets"]
    ]
    if not others:
        st.caption(view.say("compare.none"))
        return
    key = "compare_with"
    chosen = state.told(state.BY)
    state.hold(key, chosen if chosen in others else others[0])
    other = st.selectbox(
        view.say("compare.with"), others, key=key,
        format_func=lambda one: str(ruleset.described(one)[view.language]["title"]),
        on_change=lambda: state.tell(by=state.value(key)),
    )  # fmt: skip
    found = coverage.differences(trial.base, ruleset.load(trial.base.name, other))
    figure.title(view.say("compare.title"), view.say("compare.note"))
    headings = [Heading(part, view.say(f"compare.{part}")) for part in ("what", "one", "other")]
    lines = [line for at, one in enumerate(found) for line in _differing(view, at, one)]
    table = Listing("packs", view.say("compare.caption"), headings, lines, is_sortable=False)
    listing.draw(view, table, key="packs", height=560)


def _differing(view: View, at: int, one: Difference) -> list[Line]:
    sides = (one.clause, one.other)
    kind = (
        "gone" if one.other is None else "new" if one.clause is None
        else "changed" if one.changes else "same"
    )  # fmt: skip
    top = Line(
        str(at),
        {
            "what": Cell(view.say(f"compare.kinds.{kind}")),
            **{
                name: Cell("" if side is None else rule_words.title(view, side))
                for name, side in zip(("one", "other"), sides, strict=True)
            },
        },
    )
    below = [
        Line(
            f"{at}.{number}",
            {"what": Cell(_what(view, sides, what)), "one": Cell(before), "other": Cell(after)},
            under=str(at),
        )
        for number, (what, before, after) in enumerate(one.changes)
    ]
    return [top, *below]


def _what(view: View, sides: tuple[Clause | None, Clause | None], what: str) -> str:
    if what == "sentence":
        return view.say("compare.sentence")
    held = next(side.parameters[what] for side in sides if side and what in side.parameters)
    return held.titles[view.language]
