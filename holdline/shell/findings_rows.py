"""The findings of the chosen division beside what triage knows of them."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from itertools import takewhile
from typing import Any

import polars as pl

from holdline.quality import handling
from holdline.quality.backlog import OPEN, stood
from holdline.quality.checks import DEPARTMENTS, PATTERNS, all_checks
from holdline.quality.progress import today
from holdline.shell import pacing
from holdline.shell.findings_choice import Choice
from holdline.shell.view import View
from holdline.state.triage import Subject

KEY_OF = {"check": "check_id", "area": "child_code"}
KINDS_OF = {"departments": DEPARTMENTS, "patterns": PATTERNS}
GONE = {
    "mark": pl.String,
    "check_id": pl.String,
    "village_code": pl.String,
    "state": pl.String,
    "owner": pl.String,
    "due_on": pl.Date,
}
MORE = {
    "household_id": pl.String,
    "severity": pl.String,
    "child_code": pl.String,
    "is_gone": pl.Boolean,
}
# What a record no longer in the snapshot has nothing to say of.
UNTOLD = (
    "person_id", "town_name", "village_name", "head_name", "value", "expected", "register_on",
    "department", "department_on", "happened_on", "tier",
)  # fmt: skip


def standing(view: View) -> pl.DataFrame:
    """Every finding of the chosen division, with its dimension and where triage has it."""
    rows = view.query("findings/marked", **view.chosen("division")).rows
    told = _with_dimension(rows)
    built_at = datetime.fromisoformat(view.manifest.created_at)
    codes = rows["village_code"].drop_nulls().unique().to_list()
    items = handling.items([_shared_start(codes)]) if codes else []
    return stood(told, items, on=today(), built_at=built_at)


def gone(view: View) -> pl.DataFrame:
    """What triage has under way and the snapshot no longer shows: its data changed, or it left.

    As `standing`, with `is_gone`.
    """
    held = view.query("findings/marked", **view.chosen("division")).rows
    there = set(held["mark"].to_list())
    items = [
        one
        for one in handling.items(view.scope.divisions)
        if one.state != "closed" and one.mark not in there
    ]
    villages = sorted({one.village_code for one in items})
    below = view.query("quality/below", **view.chosen("division"), villages=villages).rows
    child = dict(below.select("village_code", "child_code").iter_rows())
    severities = {check.id: check.severity for check in all_checks()}
    rows = [
        {
            **{name: getattr(one, name) for name in GONE},
            "household_id": one.household_id or None,
            "severity": severities.get(one.check_id, "warning"),
            "child_code": child[one.village_code],
            "is_gone": True,
        }
        for one in items
        if one.village_code in child and one.check_id in severities
    ]
    return _with_dimension(pl.DataFrame(rows, schema=GONE | MORE)).sort("check_id", "mark")


def _with_dimension(rows: pl.DataFrame) -> pl.DataFrame:
    dimensions = {check.id: check.dimension for check in all_checks()}
    return rows.with_columns(
        dimension=pl.col("check_id").replace_strict(dimensions, return_dtype=pl.String)
    )


def kept(rows: pl.DataFrame, choice: Choice, account: str) -> pl.DataFrame:
    """The rows of *choice*, as whoever has *account* means it."""
    tests = [pl.lit(value=True)]
    if choice.check:
        tests.append(pl.col("check_id") == choice.check)
    if choice.dimension:
        tests.append(pl.col("dimension") == choice.dimension)
    if choice.severity == "counted":
        tests.append(pl.col("severity") != "information")
    elif choice.severity:
        tests.append(pl.col("severity") == choice.severity)
    if choice.state == "open":
        tests.append(pl.col("state").is_in(OPEN))
    elif choice.state == "shown":
        tests.append(pl.col("state") != "remembered")
    elif choice.state not in ("all", "gone"):
        tests.append(pl.col("state") == choice.state)
    return rows.filter(pl.all_horizontal(tests)).filter(_of_kind(choice.kind, account))


def _of_kind(kind: str, account: str) -> pl.Expr:
    if kind in KINDS_OF:
        return pl.col("check_id").is_in(KINDS_OF[kind])
    if kind == "mine":
        return pl.col("owner") == account
    if kind == "overdue":
        return (pl.col("due_on") < today()) & pl.col("state").is_in(OPEN)
    return pl.lit(value=True)


def counted(rows: pl.DataFrame, by: str) -> pl.DataFrame:
    """How many findings and households there are by check, area, dimension, severity or state."""
    return (
        rows.group_by(pl.col(KEY_OF.get(by, by)).alias("key"))
        .agg(findings=pl.len(), households=pl.col("household_id").drop_nulls().n_unique())
        .sort(["findings", "key"], descending=[True, False])
    )


def details(view: View, rows: pl.DataFrame) -> list[Mapping[str, Any]]:
    """What the register says of the findings of *rows*, in their order, with their states.

    To whom rows of people are not shown, there are none.
    """
    marks = rows["mark"].to_list()
    if marks:
        pacing.opened(view, "list", ("findings", *marks))
    asked = view.query("findings/listed", view=view.selection.tree, marks=marks).rows
    told = {row["mark"]: row for row in asked.iter_rows(named=True)}
    told |= {row["mark"]: _untold(row) for row in rows.iter_rows(named=True) if "is_gone" in row}
    return [
        {**told[row["mark"]], **{name: row[name] for name in ("state", "owner", "due_on")}}
        for row in rows.iter_rows(named=True)
        if row["mark"] in told
    ]


def _untold(row: Mapping[str, Any]) -> dict[str, Any]:
    """A record no longer in the snapshot: whose it was, and nothing of what stood there."""
    known = {name: row[name] for name in ("mark", "check_id", "severity", "household_id")}
    return {**known, **dict.fromkeys(UNTOLD), "field": "", "is_missing": False}


def subjects(view: View, rows: pl.DataFrame, marks: Iterable[str]) -> list[Subject]:
    """The records of *marks* among *rows*, as triage takes them."""
    wanted = rows.filter(pl.col("mark").is_in(list(marks)))
    return [
        Subject(
            mark=row["mark"],
            check_id=row["check_id"],
            village_code=row["village_code"] or "",
            household_id=row["household_id"] or "",
            snapshot=view.manifest.snapshot_id,
        )
        for row in wanted.iter_rows(named=True)
    ]


def _shared_start(codes: Sequence[str]) -> str:
    """What all *codes* begin with: a zone's townships share no more than their city's digits."""
    first, last = min(codes), max(codes)
    same = takewhile(lambda pair: pair[0] == pair[1], zip(first, last, strict=False))
    return "".join(one for one, _ in same)
