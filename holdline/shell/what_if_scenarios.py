"""Scenarios kept under a name: side by side, stacked, shared as a link, saved as a file."""

import csv
import io

import polars as pl
import streamlit as st

from holdline.errors import ScenariosConflict
from holdline.rules import scenario
from holdline.rules.bits import total
from holdline.rules.scenario import Named
from holdline.shell import figure, listing, rule_words
from holdline.shell import what_if_state as state
from holdline.shell.what_if_state import MOST_KEPT, Trial
from holdline.tables.layout import Cell, Heading, Line, Listing

ROWS = ("proposed", "people", "retained", "pending", "kept", "enters", "leaves")


def draw(trial: Trial) -> None:
    """Keep the scenario under a name; the kept ones against the pack, one a column."""
    view = trial.view
    figure.title(view.say("scenarios.title", most=MOST_KEPT), view.say("scenarios.note"))
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        st.text_input(view.say("scenarios.name"), key="scenario_name", width=220, max_chars=20)
        st.button(view.say("scenarios.keep"), key="scenario_keep", icon=":material/bookmark_add:",
                  on_click=_kept, args=(trial,))  # fmt: skip
        st.button(view.say("scenarios.reset"), key="scenario_reset", icon=":material/undo:",
                  on_click=lambda: state.tell(scenario="", seen=""))  # fmt: skip
    held = state.kept()
    _table(trial, held)
    for at, one in enumerate(held):
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.button(view.say("scenarios.open", name=one.name), key=f"scenario_open_{at}",
                      on_click=state.tell, kwargs={"scenario": one.text, "seen": ""})  # fmt: skip
            st.button(view.say("scenarios.drop", name=one.name), key=f"scenario_drop_{at}",
                      type="tertiary", on_click=state.drop, args=(one.name,))  # fmt: skip
            st.caption(rule_words.told(view, scenario.read(trial.base, one.text)))
    if len(held) > 1:
        _stacking(trial, held)


def _kept(trial: Trial) -> None:
    name = str(state.value("scenario_name")).strip() or str(len(state.kept()) + 1)
    state.keep(name, scenario.written(trial.rules))


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
    state.tell(scenario=scenario.written(rules), seen="")


def saved(trial: Trial, rows: pl.DataFrame | None, *, may_leave: bool) -> None:
    """The scenario's own file, always; the outcome's table, once the guards have been read."""
    view, manifest = trial.view, trial.view.manifest
    with st.container(horizontal=True, gap="small"):
        st.download_button(
            view.say("save_scenario"),
            scenario.as_file(trial.rules, manifest.snapshot_id, manifest.data_hash),
            file_name=f"scenario-{scenario.digest(trial.rules, manifest.data_hash)[:8]}.json",
            icon=":material/save:", key="save_scenario", on_click="ignore",
        )  # fmt: skip
        st.download_button(
            view.say("save_outcome"), _csv(rows),
            file_name=f"what-if-{view.selection.division}.csv",
            icon=":material/table:", key="save_outcome", on_click="ignore",
            disabled=not may_leave or rows is None,
            help=None if may_leave else view.say("guards.first"),
        )  # fmt: skip


def _csv(rows: pl.DataFrame | None) -> str:
    if rows is None:
        return ""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(rows.columns)
    writer.writerows(rows.iter_rows())
    return text.getvalue()
