"""The clauses as a list with a switch each, and the parameters of the one that is open.

Everything is made from the clause's file. Only the open clause's sliders are drawn: forty widgets
more would make every release of a slider wait for them.
"""

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

import streamlit as st

from holdline.messages.catalogue import text
from holdline.rules import ruleset, scenario
from holdline.rules.clause import Clause, Parameter
from holdline.rules.ruleset import UNKNOWN
from holdline.shell import figure, listing, rule_words
from holdline.shell import what_if_state as state
from holdline.shell.what_if_state import CLAUSE, RULESETS, Trial
from holdline.tables.layout import Cell, Heading, Line, Listing

HEIGHT = 318
CHANGED = " ●"


def draw(trial: Trial) -> None:
    """Which rules, what unknown means, the clauses, and the parameters of the open one."""
    chosen(trial)
    _unknown(trial)
    clauses = [one for one in trial.base.clauses if one.part != "focus"]
    opened = next((one for one in clauses if one.id == state.told(CLAUSE)), clauses[0])
    _list(trial, clauses, opened)
    _opened(trial, opened)


def chosen(trial: Trial) -> None:
    """Which pack, and which of its rule sets."""
    view = trial.view
    _choice(
        text(view.language, "facts.pack"),
        "pack",
        list(ruleset.packs()),
        trial.base.pack,
        lambda one: _title(trial, one),
    )
    held = ruleset.described(trial.base.pack)["rulesets"]
    names = [name for name in RULESETS if name in held]
    _choice(
        text(view.language, "facts.rules"),
        "rules",
        names,
        trial.base.name,
        lambda one: str(held[one][view.language]["title"]),
    )


def _unknown(trial: Trial) -> None:
    view = trial.view
    key = "unknown_is"
    state.hold(key, trial.rules.unknown)
    st.segmented_control(
        view.say("unknown"),
        UNKNOWN,
        key=key,
        format_func=lambda one: view.say(f"unknown_{one}"),
        help=view.say("unknown_note"),
        on_change=_ruled,
        args=(trial, key),
    )


def _title(trial: Trial, pack: str) -> str:
    return str(ruleset.described(pack)[trial.view.language]["title"])


def _choice(
    label: str, part: str, options: list[str], current: str, shown: Callable[[str], str]
) -> None:
    key = f"choose_{part}"
    state.hold(key, current)
    st.selectbox(
        label,
        options,
        key=key,
        format_func=shown,
        label_visibility="collapsed",
        on_change=_other,
        args=(part, key),
    )


def _other(part: str, key: str) -> None:
    state.tell(**{part: state.value(key), "scenario": "", "kept": "", "clause": "", "open": ""})


def _ruled(trial: Trial, key: str) -> None:
    unknown = state.value(key) or "keep"
    state.changing(trial.base, lambda rules: rules.with_change(unknown=unknown))


def _list(trial: Trial, clauses: list[Clause], opened: Clause) -> None:
    view = trial.view
    headings = [
        Heading("clause", view.say("clauses.clause")),
        Heading("counts", view.say("clauses.counts"), is_unbroken=True),
    ]
    lines = [_line(trial, one, is_open=one.id == opened.id) for one in clauses]
    table = Listing("clauses", view.say("clauses.caption"), headings, lines, is_sortable=False)
    listing.draw(
        view, table, key="clauses", height=HEIGHT, on_chosen=lambda told: _pressed(trial, told)
    )


def _line(trial: Trial, clause: Clause, *, is_open: bool) -> Line:
    view = trial.view
    is_on = clause.id not in trial.rules.off
    moved = [name for name in clause.parameters if name in dict(trial.rules.set_to)]
    title = trial.title(clause.id)
    mark = CHANGED if moved or not is_on else ""
    cells = {
        "clause": Cell(f"{title}{mark}", acts=True),
        "counts": Cell(
            view.say("clauses.on" if is_on else "clauses.off"),
            acts=True,
            speech=view.say("clauses.turn_off" if is_on else "clauses.turn_on", clause=title),
        ),
    }
    return Line(clause.id, cells, is_chosen=is_open)


def _pressed(trial: Trial, told: Mapping[str, str]) -> None:
    clause = told["row"]
    if told["column"] == "counts":
        _turned(trial, clause, on=clause in trial.rules.off)
    else:
        state.tell(clause=clause)


def _opened(trial: Trial, clause: Clause) -> None:
    words = clause.words[trial.view.language]
    is_on = clause.id not in trial.rules.off
    with st.container(border=True, gap="small", key="clause"):
        key = f"on_{clause.id}"
        state.hold(key, is_on)
        st.toggle(
            figure.escaped(trial.title(clause.id)), key=key, on_change=_switched,
            args=(trial, clause.id, key),
            help=f"{clause.source['clause']}：{clause.source['sentence']}",
        )  # fmt: skip
        for one in clause.parameters.values():
            _parameter(trial, one, is_off=not is_on)
        st.caption(figure.escaped(words["hint"]))
        if clause.is_soft:
            st.caption(trial.view.say("clauses.soft"))


def _switched(trial: Trial, clause: str, key: str) -> None:
    _turned(trial, clause, on=bool(state.value(key)))


def _turned(trial: Trial, clause: str, *, on: bool) -> None:
    switched, off = ((clause,), ()) if on else ((), (clause,))
    state.changing(trial.base, lambda rules: rules.with_change(on=switched, off=off))


def _parameter(trial: Trial, one: Parameter, *, is_off: bool) -> None:
    key = f"set_{one.name}"
    language = trial.view.language
    now = trial.rules.values[one.name]
    label = one.titles[language]
    about: dict[str, Any] = {
        "key": key,
        "disabled": is_off,
        "on_change": _moved,
        "args": (trial, one, key),
    }
    if one.kind == "flag":
        state.hold(key, bool(now))
        st.checkbox(label, **about)
    elif one.kind == "choice":
        state.hold(key, now)
        names = {choice: one.titles[f"{language}.{choice}"] for choice in one.choices}
        st.selectbox(label, one.choices, format_func=lambda choice: names[choice], **about)
    else:
        _slider(trial, one, label, about)


def _slider(trial: Trial, one: Parameter, label: str, about: dict[str, Any]) -> None:
    view = trial.view
    now = trial.number(one.name)
    is_whole = all(number % one.scale == 0 for number in (one.low, one.high, one.step, now))
    scaled = _shown(one, is_whole=is_whole)
    state.hold(f"set_{one.name}", scaled(now))
    digits = 0 if is_whole else len(scenario.text_of(one, one.step).partition(".")[2])
    unit = text(view.language, f"facts.units.{one.unit}")
    st.slider(
        view.say("clauses.in_unit", title=label, unit=unit) if unit else label,
        scaled(min(one.low, now)),
        scaled(max(one.high, now)),
        step=scaled(one.step),
        format=f"%.{digits}f" if digits else "%d",
        help=view.say("default", value=rule_words.amount(view, one, one.default)),
        **about,
    )


def _shown(one: Parameter, *, is_whole: bool) -> Callable[[int], Any]:
    """What a scaled number is on the slider."""
    if is_whole:
        return lambda number: number // one.scale
    return lambda number: float(Decimal(number) / one.scale)


def _moved(trial: Trial, one: Parameter, key: str) -> None:
    held = state.value(key)
    told = str(held).lower() if one.kind == "flag" else str(held)
    value = scenario.value_of(one, format(Decimal(told), "f") if one.kind == "number" else told)
    state.changing(trial.base, lambda rules: rules.with_change({one.name: value}))
