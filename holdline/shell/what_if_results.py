"""The outcome: cards against the pack, the divisions below, and who goes from what to what."""

from typing import Any

import polars as pl
import streamlit as st

from holdline.charts.flow import flow
from holdline.rules import answers
from holdline.rules.bits import total
from holdline.shell import board, figure, listing, what_if_behind
from holdline.shell import what_if_state as state
from holdline.shell.view import View
from holdline.shell.what_if_state import RULESETS, Trial
from holdline.tables.layout import Cell, Heading, Line, Listing

STATES = ("proposed", "pending", "retained", "kept")
CARDS = dict(zip(STATES, ("proposed", "pending", "retained_by_exemption", "kept"), strict=True))
DECIDED = {column: state for state, column in CARDS.items()}


def outcome(trial: Trial, decision: str) -> str:
    """A decision in a word or two: of the exit rules the page's own, of others the pack's."""
    if trial.base.name == RULESETS[0]:
        return trial.view.say(f"column.{CARDS[decision]}")
    return trial.said(decision)


def cards(trial: Trial) -> None:
    """What becomes of the chosen division's households, each with its change against the pack."""
    view = trial.view
    after, before = trial.after.by_name, trial.before.by_name
    counts = {name: trial.count(words) for name, words in after.items()}
    drawn = [_card(trial, name, counts[name], trial.count(before[name])) for name in STATES]
    pressed = board.draw(view, drawn, key="what_if_cards")
    if pressed:
        what_if_behind.open_figure(pressed["measure"])
        st.rerun(scope="fragment")
    scope, high = trial.count(trial.after.scope), counts["proposed"] + counts["pending"]
    st.caption(
        view.say(
            "bounds",
            scope=view.households(scope),
            low=view.count(counts["proposed"]),
            high=view.count(high),
            share=view.rate(counts["proposed"] / scope if scope else None),
        )
    )


def _card(trial: Trial, name: str, count: int, was: int) -> board.Card:
    view = trial.view
    change = count - was
    return {
        "key": name,
        "title": outcome(trial, name),
        "value": view.count(count),
        "unit": view.common("units.household"),
        "sub": view.people(trial.people(trial.after.by_name[name])),
        "deltas": [view.say("against", change=view.change(change))] if change else [],
        "rows": [],
        "definition": [
            (trial.said(name), view.say(f"help.{name}")),
            (view.common("card.base"), view.say("help.people")),
        ],
        "query": f"{trial.base.pack}/{trial.base.name}",
    }


def by_hand(trial: Trial) -> None:
    """Overrides, counted apart and never silently: what people decided otherwise here."""
    if not trial.overrides:
        return
    view = trial.view
    counts = {
        name: trial.count(getattr(trial.by_hand, name)) for name in ("kept", "proposed", "idle")
    }
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.caption(view.say("by_hand", **{name: view.count(n) for name, n in counts.items()}))
        for name in ("kept", "proposed"):
            st.button(
                view.say(f"by_hand_{name}", count=view.count(counts[name])),
                key=f"by_hand_{name}", type="tertiary", disabled=not counts[name],
                on_click=what_if_behind.open_figure, args=(f"{name}_by_hand",),
            )  # fmt: skip


def divisions(trial: Trial) -> pl.DataFrame | None:
    """The divisions below the chosen one, each with its outcome; a click on a name goes there."""
    view = trial.view
    names = dict(below(view))
    if not names:
        return None
    rows = counted(trial, list(names))
    figure.title(view.say("below"), view.say("below_note"))
    most = max([1, *rows["proposed"].to_list()])
    lines = [_line(view, row, names, most) for row in rows.iter_rows(named=True)]
    headings = [Heading("name", view.say("division"))] + [
        Heading(
            name,
            outcome(trial, DECIDED[name]) if name in DECIDED else view.say(f"column.{name}"),
            kind="bar" if name == "proposed" else "number",
            is_wide_only=name in WIDE_ONLY,
        )
        for name in COLUMNS
    ]
    table = Listing(
        f"what_if-{view.selection.division}",
        view.say("below"),
        headings,
        lines,
        empty=view.say("nobody"),
    )
    clicked = listing.draw(view, table, key="what_if_below", height=330)
    if clicked and clicked["column"] == "name":
        state.go(clicked["row"])
    elif clicked:
        what_if_behind.open_figure(FIGURES[clicked["column"]], division=clicked["row"])
        st.rerun(scope="fragment")
    return rows


COLUMNS = (
    "proposed",
    "change",
    "enters",
    "leaves",
    "people_proposed",
    "retained_by_exemption",
    "pending",
    "kept",
    "in_scope",
)


WIDE_ONLY = ("change", "enters", "leaves", "people_proposed", "in_scope")
FIGURES = {
    "proposed": "proposed",
    "enters": "enters",
    "leaves": "leaves",
    "retained_by_exemption": "retained",
    "pending": "pending",
    "kept": "kept",
    "in_scope": "scope",
}  # fmt: skip


def below(view: View) -> list[tuple[str, str]]:
    """The divisions below the chosen one: code and short name."""
    chosen = view.chosen("division")
    rows = view.query("shared/siblings", view=chosen["view"], parent=chosen["division"]).rows
    return list(zip(rows["division_code"], rows["short_name"], strict=True))


def counted(trial: Trial, codes: list[str]) -> pl.DataFrame:
    """The divisions *codes*, but those nothing is held of."""
    view, index = trial.view, trial.held.index
    level = trial.held.places.level(view.selection.tree, _level(view) + 1)
    after = answers.by_division(index, level, trial.after)
    was = level.counts(trial.before.proposed)
    enters = level.counts(trial.after.proposed & ~trial.before.proposed)
    leaves = level.counts(trial.before.proposed & ~trial.after.proposed)
    rows = after.with_columns(
        change=pl.col("proposed") - pl.Series(was),
        enters=pl.Series(enters),
        leaves=pl.Series(leaves),
    )
    told = pl.DataFrame({"division_code": codes}, schema={"division_code": pl.String})
    return told.join(rows, on="division_code", how="inner", maintain_order="left")


def _level(view: View) -> int:
    path = view.query("shared/ancestors", **view.chosen("division")).rows
    return int(path["level"][-1])


def _line(view: View, row: dict[str, Any], names: dict[str, str], most: int) -> Line:
    cells = {"name": Cell(names[row["division_code"]], row["division_code"], acts=True)}
    for name in COLUMNS:
        said = view.change(row[name]) if name == "change" else view.count(row[name])
        share = row[name] / most if name == "proposed" else 0.0
        acts = name in FIGURES and row[name] > 0
        cells[name] = Cell(said, row[name], share=share, acts=acts)
    return Line(row["division_code"], cells)


def moved(trial: Trial) -> None:
    """From which decision to which, in the chosen division."""
    view = trial.view
    counts = {
        (one, other): total(words & after & trial.here)
        for one, words in trial.before.by_name.items()
        for other, after in trial.after.by_name.items()
    }
    changed = sum(count for (one, other), count in counts.items() if one != other)
    if not changed:
        return
    counts["kept", "kept"] = 0  # most of all, and not what is asked
    figure.title(view.say("flow", changed=view.households(changed)), view.say("flow_note"))
    labels = {
        f"{when}.{name}": f"{outcome(trial, name)} {view.count(trial.count(words))}"
        for when, decided in (("before", trial.before), ("after", trial.after))
        for name, words in decided.by_name.items()
    }
    drawn = flow(states=STATES, labels=labels, moved=counts, height=230)
    figure.show(view, drawn, key="what_if_flow", alt=view.say("flow_alt"))
