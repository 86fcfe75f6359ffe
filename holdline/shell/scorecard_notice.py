"""The circular on data quality: its sentences and its table, from the figures of the page."""

from collections.abc import Mapping
from typing import Any

import polars as pl
import streamlit as st

from holdline.exports.gate import Contents
from holdline.exports.provenance import Batch
from holdline.exports.workbook import Field, Sheet, workbook
from holdline.messages.dates import day_name
from holdline.quality.checks import DIMENSIONS, all_checks
from holdline.quality.progress import Progress
from holdline.shell import download, figure, findings_rows
from holdline.shell.scorecard_progress import WHOLE
from holdline.shell.scorecard_scores import ALL, Scores, points
from holdline.shell.view import View

TOP = 3
PARTS = ("scope", "overall", "kinds", "areas", "typical", "demands")


def draw(view: View, own: Scores, below: Scores, found: Mapping[str, Progress]) -> None:
    """The circular to read, and to take along with its table; it needs exact figures."""
    told = own.of(view.selection.division)
    if not told or view.scope.is_published:
        return
    facts = _facts(view, told, below, found)
    parts = [view.say(f"notice.{part}", **facts) for part in PARTS]
    with st.popover(view.say("notice.title_short"), icon=":material/description:", width="content"):
        st.markdown(f"**{figure.escaped(view.say('notice.title', **facts))}**")
        for part in parts:
            st.markdown(figure.escaped(part))
        title = view.say("notice.title", **facts)
        stands = download.provenance(view, title, definitions=_definitions(view))
        sheets = [
            Sheet(view.say("notice.text"), title, [Field(title, width=110)], [[p] for p in parts]),
            _table(view, own, below, found),
        ]

        def contents(batch: Batch) -> Contents:
            return Contents(workbook(stands, batch, sheets), len(sheets[1].rows))

        download.offer(view, stands, "xlsx", contents, key="notice", label=view.say("notice.take"))


def _facts(
    view: View, told: Mapping[str, Mapping[str, Any]], below: Scores, found: Mapping[str, Progress]
) -> dict[str, str]:
    whole = told[ALL]
    done = found.get(WHOLE, Progress())
    rows = findings_rows.standing(view)
    counted = rows.filter((pl.col("severity") != "information") & (pl.col("state") != "remembered"))
    path = view.query("shared/ancestors", **view.chosen("division")).rows
    return {
        "division": path["division_name"][-1],
        "day": day_name(view.manifest.as_of_on, view.language),
        "checks": view.count(sum(check.severity != "information" for check in all_checks())),
        "households": view.households(whole["households"]),
        "findings": view.count(whole["findings"]),
        "at_fault": view.households(whole["at_fault"]),
        "per_hundred": f"{100 * whole['findings'] / whole['households']:.2f}",
        "errors": view.count(counted.filter(pl.col("severity") == "error").height),
        "suspected": view.count(counted.filter(pl.col("severity") == "warning").height),
        "due": view.count(done.due),
        "closed": view.count(done.closed),
        "overdue": view.count(done.overdue),
        "rate": view.rate(done.rate),
        "rate_in_time": view.rate(done.rate_in_time),
        **_lists(view, told, below, counted),
    }


def _lists(
    view: View, told: Mapping[str, Mapping[str, Any]], below: Scores, counted: pl.DataFrame
) -> dict[str, str]:
    """The kinds, the areas and the most frequent, each as one phrase."""
    joint, none = view.common("values.joint"), view.common("values.none")
    areas = [below.of(code)[ALL] for code in below.below(view.selection.division)]
    kinds = [
        view.say(
            "notice.kind",
            kind=view.say(f"heads.{one}"),
            count=view.count(told[one]["findings"]),
            score=points(told[one]["score"]),
        )
        for one in DIMENSIONS
        if one in told
    ]
    places = [
        view.say("notice.area", area=row["short_name"], count=view.count(row["findings"]))
        for row in areas
    ]
    return {
        "kinds": joint.join(kinds) or none,
        "areas": joint.join(places) or none,
        "typical": joint.join(_typical(view, counted)) or none,
    }


def _typical(view: View, counted: pl.DataFrame) -> list[str]:
    titles = {check.id: check.title(view.language) for check in all_checks()}
    top = findings_rows.counted(counted, "check").head(TOP)
    return [
        view.say("notice.one", title=titles[row["key"]], count=view.count(row["findings"]))
        for row in top.iter_rows(named=True)
    ]


def _definitions(view: View) -> tuple[tuple[str, str], ...]:
    return (
        (view.say("heads.all"), view.say("formula")),
        (view.say("heads.rate"), view.say("progress_note")),
    )


def _table(view: View, own: Scores, below: Scores, found: Mapping[str, Progress]) -> Sheet:
    here = view.selection.division
    columns = (ALL, *DIMENSIONS)
    counts = ("households", "at_fault", "findings")
    mending = ("due", "closed", "in_time", "overdue", "rate", "rate_in_time")
    rows = []
    for code in (here, *below.below(here)):
        told = (own if code == here else below).of(code)
        done = found.get(WHOLE if code == here else code, Progress())
        rows.append([
            told[ALL]["short_name"],
            *(told[ALL][one] for one in counts),
            *(told[one]["score"] if one in told else None for one in columns),
            *(getattr(done, one) for one in mending),
        ])  # fmt: skip
    fields = [
        Field(view.say("heads.name")),
        *(Field(view.say(f"heads.{one}"), "#,##0") for one in counts),
        *(Field(view.say(f"heads.{one}"), "0.0") for one in columns),
        *(
            Field(view.say(f"heads.{one}"), "0.00%" if one.startswith("rate") else "#,##0")
            for one in mending
        ),
    ]
    return Sheet(view.say("scores"), view.say("scores"), fields, rows)
