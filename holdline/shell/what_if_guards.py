"""The guards: nothing leaves this page before what they found has been read and ticked off."""

from dataclasses import replace

import streamlit as st

from holdline.rules import scenario
from holdline.rules.guards import Guard, shedding, sweeping
from holdline.shell import figure, listing
from holdline.shell import what_if_state as state
from holdline.shell.view import View
from holdline.shell.what_if_state import SEEN, Trial
from holdline.tables.layout import Cell, Heading, Line, Listing

MOST = 200
DIGITS = 12


def found(trial: Trial) -> list[Guard]:
    """What both guards say of the decision in the chosen division: nobody else's is looked at."""
    chosen, places = trial.view.selection, trial.held.places
    inside = places.rows_of(chosen.tree, chosen.division)
    here = replace(
        trial.after, proposed=trial.after.proposed & inside, scope=trial.after.scope & inside
    )
    index, villages = trial.held.index, places.level(chosen.tree, 5)
    return [*sweeping(index, here, villages), *shedding(index, here)]


def is_passed(trial: Trial, guards: list[Guard]) -> bool:
    """Whether there is nothing, or it has been ticked off for this very scenario."""
    return not guards or state.told(SEEN) == _mark(trial)


def _mark(trial: Trial) -> str:
    return scenario.digest(trial.rules, trial.view.manifest.data_hash)[:DIGITS]


def draw(trial: Trial, guards: list[Guard]) -> None:
    """The list, and the tick that lets an export through."""
    view = trial.view
    figure.title(view.say("guards.title", count=view.count(len(guards))), view.say("guards.note"))
    key = "guards_seen"
    st.session_state[key] = bool(guards) and is_passed(trial, guards)
    if guards:
        st.checkbox(
            view.say("guards.seen"), key=key,
            on_change=lambda: state.tell(seen=_mark(trial) if state.value(key) else ""),
        )  # fmt: skip
    names = _names(view)
    headings = [
        Heading("kind", view.say("guards.kind")),
        Heading("who", view.say("guards.who")),
        Heading("count", view.say("guards.count"), kind="number"),
        Heading("of", view.say("guards.of"), kind="number"),
        Heading("share", view.say("guards.share"), kind="number"),
    ]
    lines = [_line(trial, at, one, names) for at, one in enumerate(guards[:MOST])]
    table = Listing(
        "guards", view.say("guards.caption"), headings, lines, empty=view.say("guards.empty")
    )
    listing.draw(view, table, key="what_if_guards", height=380)


def _names(view: View) -> dict[str, str]:
    rows = view.query("policy/village_names", view=view.selection.tree).rows
    return dict(zip(rows["division_code"], rows["village_name"], strict=True))


def _line(trial: Trial, at: int, one: Guard, names: dict[str, str]) -> Line:
    view = trial.view
    who = one.key
    if one.kind == "village":
        who = names.get(one.key, one.key)
    elif one.kind == "clause":
        who = trial.title(one.key)
    cells = {
        "kind": Cell(view.say(f"guards.kinds.{one.kind}")),
        "who": Cell(who or view.say("guards.everybody")),
        "count": Cell(view.count(one.count), one.count),
        "of": Cell(view.count(one.of), one.of),
        "share": Cell(view.rate(one.share), one.share),
    }
    return Line(str(at), cells)
