"""What leaves the simulator: the scenario's own file, always; its outcome, past the guards only."""

import polars as pl
import streamlit as st

from holdline.exports.gate import Contents
from holdline.exports.provenance import Batch, Provenance
from holdline.exports.workbook import Field, Sheet, workbook
from holdline.rules import scenario
from holdline.rules.leaving import Standing
from holdline.shell import download, guard_panel, rule_words
from holdline.shell import what_if_state as state
from holdline.shell.view import View
from holdline.shell.what_if_state import Trial

COUNTS = (
    "in_scope",
    "proposed",
    "people_proposed",
    "change",
    "enters",
    "leaves",
    "retained_by_exemption",
    "pending",
    "kept",
)


def draw(trial: Trial, rows: pl.DataFrame | None) -> None:
    """Two files; the second only where divisions are shown and nobody's answer is wanting.

    What leaves is of a division: not while an area is drawn.
    """
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        _scenario(trial)
        if trial.area is not None:
            st.caption(trial.view.say("whole_only"))
            return
        if rows is None:
            return
        if trial.standing.may_leave:
            _outcome(trial, rows)
        else:
            st.button(
                trial.view.say("blocked", kinds=trial.view.count(len(trial.standing.open))),
                key="to_guards", icon=":material/block:", on_click=state.tell,
                kwargs={"part": "guards"}, help=trial.view.say("blocked_note"),
            )  # fmt: skip


def _provenance(trial: Trial, title: str) -> Provenance:
    view = trial.view
    told = (
        (view.say("scenario_name"), rule_words.told(view, trial.rules)),
        (view.say("scenario_text"), scenario.written(trial.rules)),
        (view.say("digest"), scenario.digest(trial.rules, view.manifest.data_hash)),
    )
    return download.provenance(view, title, filters=told)


def _scenario(trial: Trial) -> None:
    manifest = trial.view.manifest
    written = scenario.as_file(trial.rules, manifest.snapshot_id, manifest.data_hash).encode()
    title = trial.view.say("save_scenario")
    download.offer(
        trial.view, _provenance(trial, title), "json", lambda _: Contents(written, 0),
        key="save_scenario", label=title,
    )  # fmt: skip


def _outcome(trial: Trial, rows: pl.DataFrame) -> None:
    view, standing = trial.view, trial.standing
    stands = _provenance(trial, view.say("outcome"))
    names = dict(
        view.query(
            "shared/siblings", view=view.selection.tree, parent=view.selection.division
        ).rows.select("division_code", "short_name").iter_rows()
    )  # fmt: skip
    told = [
        (row["division_code"], names.get(row["division_code"], ""), *(row[name] for name in COUNTS))
        for row in rows.iter_rows(named=True)
    ]
    heads = [view.say("code"), view.say("division"), *(view.say(f"column.{n}") for n in COUNTS)]
    sheets = [
        Sheet(view.say("below"), view.say("outcome"), [Field(head) for head in heads], told),
        _answers(view, standing),
    ]

    def made(batch: Batch) -> Contents:
        standing.must_leave()
        return Contents(workbook(stands, batch, sheets), len(told))

    download.offer(view, stands, "xlsx", made, key="save_outcome", label=view.say("save_outcome"))


def _answers(view: View, standing: Standing) -> Sheet:
    """Who let which guards pass, and why: it goes with the figures."""
    parts = ("kind", "guards", "by", "reason")
    rows = [
        (
            guard_panel.said(view, f"kinds.{one.kind}"),
            len(one.guards),
            one.by.made_by if one.by else "",
            one.by.reason if one.by else "",
        )
        for one in standing.answers
    ]
    fields = [Field(guard_panel.said(view, part)) for part in parts]
    caption = guard_panel.said(view, "kinds_caption")
    return Sheet(caption, caption, fields, rows)
