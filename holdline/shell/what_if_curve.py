"""A threshold's whole curve with its cliffs, and the households near it (临界户)."""

from typing import Any

import numpy as np
import streamlit as st

from holdline.charts.curve import curve
from holdline.charts.theme import QUIET
from holdline.messages.catalogue import text
from holdline.rules import scenario
from holdline.rules.bits import unpacked
from holdline.rules.clause import Parameter
from holdline.rules.levels import Tipping, tipping
from holdline.shell import figure, going, listing
from holdline.shell import what_if_state as state
from holdline.shell.view import View
from holdline.shell.what_if_state import BY, Trial
from holdline.tables.layout import Cell, Heading, Line, Listing

WIDTH = 0.05  # of the slider's range, either side: what counts as near
TAKE = 50
POINTS = 1200
TABLES = {"policy_exit": "exit", "identification": "identification", "elimination": "elimination"}


def draw(trial: Trial) -> None:
    """The curve of the chosen parameter, and who stands near its value."""
    view = trial.view
    found = _thresholds(trial)
    if not found:
        st.caption(view.say("curve.none"))
        return
    chosen = state.told(BY) if state.told(BY) in found else next(iter(found))
    key = "curve_by"
    st.session_state[key] = chosen
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
            at=scenario.text_of(one, int(values[cliff])),
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
    st.plotly_chart(drawn, key="what_if_curve", config=QUIET, alt=view.say("curve.alt"))


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
        view.say("near.title", count=view.households(len(rows)), width=scenario.text_of(one, width),
                 unit=text(view.language, f"facts.units.{one.unit}")),
        view.say("near.note"),
    )  # fmt: skip
    if not len(rows):
        return
    places = [int(row) for row in rows[:TAKE]]
    named = view.query(
        f"policy/{TABLES[trial.base.name]}_listed", view=view.selection.tree, places=tuple(places)
    ).rows
    by_place = {row["place"]: row for row in named.iter_rows(named=True)}
    lines = [
        _household(view, by_place[place], scenario.text_of(one, found.level_of(place)))
        for place in places
        if place in by_place
    ]
    households(view, "near", lines, more=("tips",))


def _household(view: View, row: dict[str, Any], tips: str) -> Line:
    missing = view.common("values.unknown_place")
    cells = {
        "id": Cell(row["household_id"], row["household_id"], acts=True),
        "head": Cell(row["head_name"] or view.common("values.missing")),
        "town": Cell(row["town_name"] or missing),
        "village": Cell(row["village_name"] or missing),
        "people": Cell(view.count(row["people"]), row["people"]),
        "tips": Cell(tips, float(tips)),
    }
    return Line(row["household_id"], cells)


def households(view: View, name: str, lines: list[Line], more: tuple[str, ...]) -> None:
    """A list of households; a click opens the card."""
    headings = [Heading("id", view.say("near.id"), is_unbroken=True)]
    headings += [Heading(one, view.say(f"near.{one}")) for one in ("head", "town", "village")]
    headings += [Heading(one, view.say(f"near.{one}"), kind="number") for one in ("people", *more)]
    clicked = listing.draw(
        view,
        Listing(name, view.say("near.caption"), headings, lines),
        key=f"what_if_{name}",
        height=260,
    )
    if clicked:
        going.open_page(view, "households", household=clicked["row"])
