"""A threshold's whole curve with its cliffs, and the households near it (临界户)."""

from typing import Any

import numpy as np
import streamlit as st

from holdline.charts.curve import curve
from holdline.messages.catalogue import text
from holdline.rules import scenario
from holdline.rules.bits import unpacked
from holdline.rules.clause import Parameter
from holdline.rules.levels import Tipping, tipping
from holdline.shell import figure, rule_words, what_if_behind
from holdline.shell import what_if_state as state
from holdline.shell.what_if_state import BY, Trial
from holdline.tables.layout import Cell

WIDTH = 0.05  # of the slider's range, either side: what counts as near
TAKE = 50
POINTS = 1200


def draw(trial: Trial) -> None:
    """The curve of the chosen parameter, and who stands near its value."""
    view = trial.view
    found = _thresholds(trial)
    if not found:
        st.caption(view.say("curve.none"))
        return
    chosen = state.told(BY) if state.told(BY) in found else next(iter(found))
    key = "curve_by"
    state.hold(key, chosen)
    st.selectbox(
        view.say("curve.by"), list(found), key=key, format_func=lambda name: _named(trial, name),
        on_change=lambda: state.tell(by=state.value(key)),
    )  # fmt: skip
    one = trial.rules.parameters[chosen]
    here = _here(trial, found[chosen])
    _curve(trial, one, here)
    _near(trial, one, here)


def _thresholds(trial: Trial) -> dict[str, Tipping]:
    index = trial.held.index
    names = [name for name, one in trial.rules.parameters.items() if one.kind == "number"]
    if state.told(BY) in names:
        names = [state.told(BY), *(name for name in names if name != state.told(BY))]
    return {name: one for name in names if (one := tipping(index, trial.rules, name)) is not None}


def _here(trial: Trial, found: Tipping) -> Tipping:
    """The same, of the chosen division alone."""
    inside = unpacked(trial.here, trial.held.index.rows)
    held = inside[found.rows]
    base = trial.count(trial.after.proposed) - _counted(found, held, trial)
    return Tipping(base, found.levels[held], found.rows[held], found.sign, found.is_rescue)


def _counted(found: Tipping, held: Any, trial: Trial) -> int:
    """Of those who may tip, how many are proposed now."""
    proposed = unpacked(trial.after.proposed, trial.held.index.rows)
    return int(proposed[found.rows[held]].sum())


def _named(trial: Trial, name: str) -> str:
    one = trial.rules.parameters[name]
    return f"{trial.rules.owner(name).id.upper()} {one.titles[trial.view.language]}"


def _curve(trial: Trial, one: Parameter, found: Tipping) -> None:
    view = trial.view
    values, counts = found.steps(one.low, one.high)
    now = trial.number(one.name)
    jumps = np.abs(np.diff(counts))
    cliff = int(np.argmax(jumps)) if len(jumps) else 0
    figure.title(
        view.say(
            "curve.title",
            steps=view.count(len(np.flatnonzero(jumps))),
            jump=view.households(int(jumps[cliff]) if len(jumps) else 0),
            at=rule_words.amount(view, one, int(values[cliff])),
        ),
        view.say("curve.note"),
    )
    kept = _thinned(values)
    unit = text(view.language, f"facts.units.{one.unit}")
    shown = [float(scenario.text_of(one, int(value))) for value in values[kept]]
    drawn = curve(
        values=shown,
        counts=counts[kept].tolist(),
        now=now / one.scale,
        baseline=float(scenario.text_of(one, one.default)),
        written=[
            f"{value:g} {unit}<br>{view.households(int(count))}"
            for value, count in zip(shown, counts[kept], strict=True)
        ],
        names=(view.say("curve.now"), view.say("curve.pack")),
        height=230,
    )
    figure.show(view, drawn, key="what_if_curve", alt=view.say("curve.alt"))


def _thinned(values: Any) -> Any:
    """Where to draw: everywhere, or as densely as pixels show."""
    if len(values) <= POINTS:
        return np.arange(len(values))
    return np.unique(np.linspace(0, len(values) - 1, POINTS).astype(int))


def _near(trial: Trial, one: Parameter, found: Tipping) -> None:
    view = trial.view
    now = trial.number(one.name)
    width = max(one.step, round((one.high - one.low) * WIDTH))
    rows = found.near(now, width)
    figure.title(
        view.say(
            "near.title",
            count=view.households(len(rows)),
            width=rule_words.amount(view, one, width),
        ),
        view.say("near.note"),
    )
    if not len(rows):
        return
    lines = [
        what_if_behind.line(view, row, {"tips": _tips(one, found.level_of(row["place"]))})
        for row in what_if_behind.named(trial, [int(row) for row in rows[:TAKE]])
    ]
    what_if_behind.households(view, "near", lines, more=("tips",))


def _tips(one: Parameter, value: int) -> Cell:
    said = scenario.text_of(one, value)
    return Cell(said, float(said))
