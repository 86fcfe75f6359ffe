"""The outcome: cards against the pack, the divisions below, and who goes from what to what."""

from typing import Any

import polars as pl
import streamlit as st

from holdline.charts.flow import flow
from holdline.charts.theme import QUIET
from holdline.rules import answers
from holdline.rules.bits import total
from holdline.shell import figure, listing
from holdline.shell import what_if_state as state
from holdline.shell.view import View
from holdline.shell.what_if_state import Trial
from holdline.tables.layout import Cell, Heading, Line, Listing

STATES = ("proposed", "pending", "retained", "kept")
CARDS = dict(zip(STATES, ("proposed", "pending", "retained_by_exemption", "kept"), strict=True))


def cards(trial: Trial) -> None:
    """Five figures of the chosen division, each with its change against the pack."""
    view = trial.view
    after, before = trial.after.by_name, trial.before.by_name
    counts = {name: trial.count(words) for name, words in after.items()}
    was = {name: trial.count(words) for name, words in before.items()}
    people, people_was = trial.people(after["proposed"]), trial.people(before["proposed"])
    scope = trial.count(trial.after.scope)
    columns = st.columns(5, gap="small")
    for column, name in zip(columns, STATES, strict=False):
        column.metric(
            view.common("units.titled", title=view.say(f"column.{CARDS[name]}")),
            view.count(counts[name]),
            _changed(view, counts[name] - was[name]),
            delta_color="off", delta_arrow="off", border=True,
            help=f"{trial.said(name)}：{view.say(f'help.{name}')}",
        )  # fmt: skip
    columns[4].metric(
        view.say("people"), view.count(people), _changed(view, people - people_was),
        delta_color="off", delta_arrow="off", border=True, help=view.say("help.people"),
    )  # fmt: skip
    high = counts["proposed"] + counts["pending"]
    st.caption(
        view.say(
            "bounds",
            scope=view.households(scope),
            low=view.count(counts["proposed"]),
            high=view.count(high),
            share=view.rate(counts["proposed"] / scope if scope else None),
        )
    )


def _changed(view: View, change: int) -> str | None:
    return view.say("against", change=view.change(change)) if change else None


def divisions(trial: Trial) -> pl.DataFrame | None:
    """The divisions below the chosen one, each with its outcome; a click on a name goes there."""
    view = trial.view
    below = _below(view)
    if not below:
        return None
    names = dict(below)
    rows = _counted(trial, list(names))
    figure.title(view.say("below"), view.say("below_note"))
    most = max([1, *rows["proposed"].to_list()])
    lines = [_line(view, row, names, most) for row in rows.iter_rows(named=True)]
    headings = [Heading("name", view.say("division"))] + [
        Heading(name, view.say(f"column.{name}"), kind="bar" if name == "proposed" else "number")
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


def _below(view: View) -> list[tuple[str, str]]:
    chosen = view.chosen("division")
    rows = view.query("shared/siblings", view=chosen["view"], parent=chosen["division"]).rows
    return list(zip(rows["division_code"], rows["short_name"], strict=True))


def _counted(trial: Trial, codes: list[str]) -> pl.DataFrame:
    """The divisions *codes*, those without households with noughts."""
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
    return told.join(rows, on="division_code", how="left").fill_null(0)


def _level(view: View) -> int:
    path = view.query("shared/ancestors", **view.chosen("division")).rows
    return int(path["level"][-1])


def _line(view: View, row: dict[str, Any], names: dict[str, str], most: int) -> Line:
    cells = {"name": Cell(names[row["division_code"]], row["division_code"], acts=True)}
    for name in COLUMNS:
        said = view.change(row[name]) if name == "change" else view.count(row[name])
        share = row[name] / most if name == "proposed" else 0.0
        cells[name] = Cell(said, row[name], share=share)
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
        f"{when}.{name}": f"{view.say(f'column.{CARDS[name]}')} {view.count(trial.count(words))}"
        for when, decided in (("before", trial.before), ("after", trial.after))
        for name, words in decided.by_name.items()
    }
    drawn = flow(states=STATES, labels=labels, moved=counts, height=230)
    st.plotly_chart(drawn, key="what_if_flow", config=QUIET, alt=view.say("flow_alt"))
