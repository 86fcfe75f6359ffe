"""The switches and sliders: one line a clause, made from its file and nothing else."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import streamlit as st

from holdline.messages.catalogue import text
from holdline.rules import ruleset, scenario
from holdline.rules.clause import Clause, Parameter
from holdline.rules.ruleset import UNKNOWN
from holdline.shell import what_if_state as state
from holdline.shell.what_if_state import RULESETS, Trial

HEIGHT = 560


def draw(trial: Trial) -> None:
    """Which rules, what unknown means, and every clause with its switch and parameters."""
    chosen(trial)
    _unknown(trial)
    with st.container(height=HEIGHT, border=False):
        part = ""
        for clause in trial.base.clauses:
            if clause.part == "focus":
                continue
            if clause.part != part:
                part = clause.part
                st.caption(trial.view.say(f"parts.{part}"))
            _clause(trial, clause)


def chosen(trial: Trial) -> None:
    """Which pack, and which of its rule sets."""
    view = trial.view
    left, right = st.columns(2, gap="small")
    with left:
        _choice(
            text(view.language, "facts.pack"),
            "pack",
            list(ruleset.packs()),
            trial.base.pack,
            lambda one: _title(trial, one),
        )
    with right:
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
    st.session_state[key] = trial.rules.unknown
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
    st.session_state[key] = current
    st.selectbox(
        label,
        options,
        key=key,
        format_func=shown,
        on_change=_other,
        args=(part, key),
    )


def _other(part: str, key: str) -> None:
    state.tell(**{part: state.value(key), "scenario": "", "kept": "", "seen": ""})


def _ruled(trial: Trial, key: str) -> None:
    unknown = state.value(key) or "keep"
    state.changing(trial.base, lambda rules: rules.with_change(unknown=unknown))


def _clause(trial: Trial, clause: Clause) -> None:
    words = clause.words[trial.view.language]
    is_on = clause.id not in trial.rules.off
    moved = [name for name in clause.parameters if name in dict(trial.rules.set_to)]
    mark = " ●" if moved or not is_on else ""
    with st.expander(f"{clause.id.upper()} {words['title']}{mark}", key=f"clause_{clause.id}"):
        key = f"on_{clause.id}"
        st.session_state[key] = is_on
        st.toggle(
            trial.view.say("counts"), key=key, on_change=_switched, args=(trial, clause.id, key),
            help=f"{clause.source['clause']}：{clause.source['sentence']}",
        )  # fmt: skip
        for one in clause.parameters.values():
            _parameter(trial, one, is_off=not is_on)
        st.caption(words["hint"])


def _switched(trial: Trial, clause: str, key: str) -> None:
    on, off = ((clause,), ()) if state.value(key) else ((), (clause,))
    state.changing(trial.base, lambda rules: rules.with_change(on=on, off=off))


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
        st.session_state[key] = bool(now)
        st.checkbox(label, **about)
    elif one.kind == "choice":
        st.session_state[key] = now
        names = {choice: one.titles[f"{language}.{choice}"] for choice in one.choices}
        st.selectbox(label, one.choices, format_func=lambda choice: names[choice], **about)
    else:
        _slider(trial, one, label, about)


def _slider(trial: Trial, one: Parameter, label: str, about: dict[str, Any]) -> None:
    now = trial.number(one.name)
    is_whole = all(number % one.scale == 0 for number in (one.low, one.high, one.step, now))
    scaled = _shown(one, is_whole=is_whole)
    st.session_state[f"set_{one.name}"] = scaled(now)
    digits = 0 if is_whole else len(scenario.text_of(one, one.step).partition(".")[2])
    st.slider(
        f"{label}（{text(trial.view.language, f'facts.units.{one.unit}')}）",
        scaled(min(one.low, now)),
        scaled(max(one.high, now)),
        step=scaled(one.step),
        format=f"%.{digits}f" if digits else "%d",
        help=trial.view.say("default", value=scenario.text_of(one, one.default)),
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
