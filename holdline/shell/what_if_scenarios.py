"""Scenarios kept under a name: side by side, stacked, shared as a link, saved as a file."""

from collections.abc import Mapping

import streamlit as st

from holdline.errors import HoldlineError, ScenariosConflict
from holdline.messages.dates import day_name
from holdline.rules import saved, scenario
from holdline.rules.bits import total
from holdline.rules.scenario import Named
from holdline.shell import figure, listing, refusal, rule_words
from holdline.shell import what_if_state as state
from holdline.shell.what_if_state import MOST_KEPT, Trial
from holdline.tables.layout import Cell, Heading, Line, Listing

FAULT = "scenario_fault"
ROWS = ("proposed", "people", "retained", "pending", "kept", "enters", "leaves")


def draw(trial: Trial) -> None:
    """Keep the scenario under a name; the chosen ones against the pack, one a column."""
    view = trial.view
    figure.title(view.say("scenarios.title", most=MOST_KEPT), view.say("scenarios.note"))
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        st.text_input(view.say("scenarios.name"), key="scenario_name", width=220, max_chars=20)
        st.button(view.say("scenarios.keep"), key="scenario_keep", icon=":material/compare:",
                  on_click=_compared, args=(trial,))  # fmt: skip
        st.button(view.say("scenarios.save"), key="scenario_save", icon=":material/bookmark_add:",
                  on_click=_saved, args=(trial,),
                  disabled=not view.person.may(saved.ACT))  # fmt: skip
        st.button(view.say("scenarios.reset"), key="scenario_reset", icon=":material/undo:",
                  on_click=lambda: state.tell(scenario=""))  # fmt: skip
    _fault(trial)
    held = state.kept()
    _table(trial, held)
    for at, one in enumerate(held):
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.button(view.say("scenarios.open", name=one.name), key=f"scenario_open_{at}",
                      on_click=state.tell, kwargs={"scenario": one.text})  # fmt: skip
            st.button(view.say("scenarios.drop", name=one.name), key=f"scenario_drop_{at}",
                      type="tertiary", on_click=state.drop, args=(one.name,))  # fmt: skip
            st.caption(figure.escaped(rule_words.told(view, scenario.read(trial.base, one.text))))
    if len(held) > 1:
        _stacking(trial, held)
    _shared(trial)


def _compared(trial: Trial) -> None:
    state.keep(_name(), scenario.written(trial.rules))


def _name() -> str:
    return str(state.value("scenario_name")).strip() or str(len(state.kept()) + 1)


def _saved(trial: Trial) -> None:
    """Keep it for everybody; a callback, so a fault waits to be told."""
    try:
        saved.keep(trial.view.person, trial.rules, _name())
    except HoldlineError as fault:
        st.session_state[FAULT] = fault
    else:
        _compared(trial)


def _fault(trial: Trial) -> None:
    fault = st.session_state.pop(FAULT, None)
    if fault is not None:
        refusal.tell(trial.view, fault)


def _shared(trial: Trial) -> None:
    """What people keep for one another: a click compares it, opens it, or drops it."""
    view = trial.view
    kept = saved.listed(trial.base)
    headings = [Heading("name", view.say("saved.name"))]
    headings += [Heading(part, view.say(f"saved.{part}")) for part in ("text", "by", "drop")]
    may = view.person.may(saved.ACT)
    lines = [
        Line(
            str(at),
            {
                "name": Cell(one.name, acts=True, speech=view.say("saved.compare", name=one.name)),
                "text": Cell(rule_words.told(view, scenario.read(trial.base, one.text))),
                "by": Cell(f"{one.made_by} {day_name(one.made_at.date(), view.language)}"),
                "drop": Cell(view.say("saved.dropping") if may else "", acts=may),
            },
        )
        for at, one in enumerate(kept)
    ]
    figure.title(view.say("saved.title", count=view.count(len(kept))), view.say("saved.note"))
    table = Listing(
        "saved", view.say("saved.caption"), headings, lines, empty=view.say("saved.none")
    )

    def pressed(told: Mapping[str, str]) -> None:
        one = kept[int(told["row"])]
        if told["column"] == "name":
            state.keep(one.name, one.text)
        else:
            _dropped(trial, one.number)

    listing.draw(view, table, key="what_if_saved", on_chosen=pressed)


def _dropped(trial: Trial, number: int) -> None:
    try:
        saved.drop(trial.view.person, number)
    except HoldlineError as fault:
        st.session_state[FAULT] = fault


def _table(trial: Trial, held: list[Named]) -> None:
    view = trial.view
    trials = [Trial(view, trial.base, trial.base), *(
        Trial(view, trial.base, scenario.read(trial.base, one.text)) for one in held
    ), trial]  # fmt: skip
    names = [view.say("scenarios.pack"), *(one.name for one in held), view.say("scenarios.now")]
    headings = [Heading("row", view.say("scenarios.measure"))]
    headings += [Heading(str(at), name, kind="number") for at, name in enumerate(names)]
    figures = [_figures(one) for one in trials]
    lines = [
        Line(row, {"row": Cell(view.say(f"scenarios.{row}")), **{
            str(at): Cell(view.count(one[row]), one[row]) for at, one in enumerate(figures)
        }})
        for row in ROWS
    ]  # fmt: skip
    listing.draw(
        view,
        Listing("scenarios", view.say("scenarios.caption"), headings, lines, is_sortable=False),
        key="what_if_scenarios",
    )


def _figures(trial: Trial) -> dict[str, int]:
    after, before = trial.after, trial.before
    return {
        **{name: trial.count(words) for name, words in after.by_name.items()},
        "people": trial.people(after.proposed),
        "enters": total(after.proposed & ~before.proposed & trial.here),
        "leaves": total(before.proposed & ~after.proposed & trial.here),
    }


def _stacking(trial: Trial, held: list[Named]) -> None:
    view = trial.view
    texts = [one.text for one in held]
    clashing = scenario.conflicts(trial.base, texts)
    if clashing:
        st.warning(
            view.say(
                "scenarios.clash",
                conflicts=view.common("values.joint").join(_said(trial, one) for one in clashing),
            )
        )
    st.button(view.say("scenarios.stack"), key="scenario_stack", icon=":material/stacks:",
              disabled=bool(clashing), on_click=_stacked, args=(trial, texts))  # fmt: skip


def _said(trial: Trial, conflict: str) -> str:
    """A conflict with its parameter or clause in words."""
    name, _, rest = conflict.partition(": ")
    language = trial.view.language
    if name in trial.base.parameters:
        name = f"{trial.base.owner(name).id.upper()} {trial.base.parameters[name].titles[language]}"
        return f"{name} {rest}"
    if name in trial.base.parts:
        return trial.view.say("scenarios.off_and_set", clause=trial.title(name))
    return trial.view.say("unknown")


def _stacked(trial: Trial, texts: list[str]) -> None:
    try:
        rules = scenario.stacked(trial.base, texts)
    except ScenariosConflict:
        return
    state.tell(scenario=scenario.written(rules))
