"""Every figure of the risks, timelines, queues and module pages counts the list it opens."""
# ruff: noqa: C901, PERF401  one plain loop a figure reads better than nested comprehensions

from collections.abc import Iterator
from datetime import date
from typing import Any

import duckdb
import pytest

from holdline.access.scope import Scope
from holdline.queries import catalogue
from holdline.queries.runner import run
from holdline.warehouse.connection import open_snapshot
from holdline.warehouse.snapshot import Snapshot

ALL = {"monitor_type": "", "main_risk": ""}
MONTHS = (date(2021, 11, 1), date(2022, 12, 1))
PLACES = (
    "select ancestor_code from division_path join household on leaf_code = village_code"
    " where view = 'management' group by ancestor_code, level"
    " qualify row_number() over (partition by level order by count(*) desc, ancestor_code) = 1"
    " and level in (3, 5)"
    " order by 1"
)


@pytest.fixture
def cursor(snapshot: Snapshot) -> Iterator[duckdb.DuckDBPyConnection]:
    """A cursor on the whole of the small sample, faults and all."""
    with open_snapshot(snapshot).reading(Scope(is_masked=False)) as reading:
        yield reading


def rows(cursor, name: str, **inputs: object) -> list[dict[str, Any]]:
    """The rows of a query; inputs it does not take are left out."""
    file = catalogue.query(name)
    taken = {one.name: inputs[one.name] for one in file.inputs}
    return run(cursor, file, taken).rows.to_dicts()


def asked(cursor) -> Iterator[dict[str, Any]]:
    """A county and its fullest village, two months each."""
    for (division,) in cursor.execute(PLACES).fetchall():
        for month in MONTHS:
            on = date(month.year, month.month, 30)
            yield {
                "view": "management", "division": division, "month": month, "on": on, **ALL,
                "since": date(2019, 1, 1), "round": 2021, "year": month.year, "days": 15,
                "window": 90, "least": 1, "places": "itself", "by": "all", "counting": "any",
            }  # fmt: skip


def unequal(cursor, where, counted: int, name: str, **inputs: object) -> str | None:
    """What is wrong, when the list is not as long as the figure."""
    found = len(rows(cursor, name, **{**where, **inputs}))
    return None if found == counted else f"{name} {inputs} {where}: {found}, figure {counted}"


def test_figures_of_risks_count_their_lists(cursor) -> None:
    problems = []
    for where in asked(cursor):
        for row in rows(cursor, "risks/mix", **where):
            for figure in ("main", "any"):
                problems.append(
                    unequal(
                        cursor,
                        where,
                        row[f"{figure}_households"],
                        "risks/listed",
                        figure=figure,
                        key=row["risk"],
                    )
                )
        for row in rows(cursor, "risks/overlap", **where):
            problems.append(
                unequal(
                    cursor, where, row["households"], "risks/listed", figure="set", key=row["risks"]
                )
            )
        for row in rows(cursor, "risks/gaps", **where):
            for figure in ("lacking", "late"):
                problems.append(
                    unequal(
                        cursor, where, row[figure], "risks/listed", figure=figure, key=row["risk"]
                    )
                )
        lacking = rows(cursor, "risks/means", **where)[0]["lacking"]
        problems.append(unequal(cursor, where, lacking, "risks/listed", figure="means", key=""))
        for row in rows(cursor, "risks/contradictions", **where):
            problems.append(
                unequal(
                    cursor,
                    where,
                    row["households"],
                    "risks/listed",
                    figure="contradiction",
                    key=row["contradiction"],
                )
            )
        for row in rows(cursor, "risks/focus", **where):
            for figure in ("fresh", "monitored", "swept", "unseen", "undated"):
                problems.append(
                    unequal(
                        cursor,
                        where,
                        row[figure],
                        "risks/focus_listed",
                        figure=figure,
                        key=row["focus_group"],
                    )
                )
        for row in [
            one for one in rows(cursor, "risks/disaster", **where) if one["month"] == where["month"]
        ]:
            for figure in ("tagged", "open", "eliminated", "untouched"):
                problems.append(
                    unequal(
                        cursor,
                        where,
                        row[figure],
                        "risks/disaster_listed",
                        figure=figure,
                        key=row["disaster_tag"],
                    )
                )

    assert [one for one in problems if one] == []
    assert len(problems) > 100


def test_figures_of_timelines_count_their_lists(cursor) -> None:
    problems = []
    for where in asked(cursor):
        for row in rows(cursor, "timelines/curve", **where)[::3]:
            fell = row["by_support"] + row["naturally"] + row["untold"]
            problems.append(
                unequal(
                    cursor, where, fell, "timelines/listed", figure="month", key=str(row["months"])
                )
            )
        for row in rows(cursor, "timelines/cohorts", **where)[::29]:
            key = f"{row['identified_month']:%Y-%m}~{row['months']}"
            problems.append(
                unequal(
                    cursor,
                    where,
                    row["eliminated_households"],
                    "timelines/listed",
                    figure="cohort",
                    key=key,
                )
            )
        guards = rows(cursor, "timelines/guards", **where)
        for row in guards:
            for figure, column in (("all", "eliminated"), ("again", "again")):
                key = f"{row['closing']}~{row['tenure']}"
                problems.append(
                    unequal(cursor, where, row[column], "timelines/listed", figure=figure, key=key)
                )
        for figure in ("under_year", "unreasoned", "no_labour"):
            total = sum(row[figure] for row in guards)
            problems.append(
                unequal(cursor, where, total, "timelines/listed", figure=figure, key="")
            )
        for row in rows(cursor, "timelines/spikes", **where):
            key = f"{row['village_code']}~{row['eliminated_on']}"
            problems.append(
                unequal(cursor, where, row["eliminated"], "timelines/listed", figure="day", key=key)
            )

    assert [one for one in problems if one] == []
    assert len(problems) > 100


def test_figures_of_queues_count_their_lists(cursor) -> None:
    problems = []
    for where in asked(cursor):
        for row in rows(cursor, "queues/reports", **where):
            for figure in (
                "reported",
                "waiting",
                "accepted",
                "visited",
                "decided",
                "closed",
                "overdue",
                "unexplained",
                "backlog",
                "backlog_late",
            ):
                problems.append(
                    unequal(
                        cursor,
                        where,
                        row[figure],
                        "queues/reports_listed",
                        figure=figure,
                        key=row["channel"],
                    )
                )
        for row in rows(cursor, "queues/clues", **where):
            for figure in ("clues", "running", "overdue", "identified", "dropped"):
                problems.append(
                    unequal(
                        cursor,
                        where,
                        row[figure],
                        "queues/clues_listed",
                        figure=figure,
                        key=row["source_channel"],
                    )
                )
        for row in rows(cursor, "queues/labels", **where):
            for figure, column in (("stage", "households"), ("long", "long")):
                problems.append(
                    unequal(
                        cursor,
                        where,
                        row[column],
                        "queues/labels_listed",
                        figure=figure,
                        key=str(row["position"]),
                    )
                )
        for row in rows(cursor, "queues/files", **where):
            figure, key = ("incomplete", "") if row["item"] == "all" else ("lacking", row["item"])
            problems.append(
                unequal(
                    cursor, where, row["households"], "queues/labels_listed", figure=figure, key=key
                )
            )
        for row in rows(cursor, "queues/suspected", **where):
            for figure in ("issues", "in_time", "late", "open", "overdue"):
                key = f"{row['batch']}~{row['due_on']}"
                problems.append(
                    unequal(
                        cursor,
                        where,
                        row[figure],
                        "queues/suspected_listed",
                        figure=figure,
                        key=key,
                    )
                )

    assert [one for one in problems if one] == []
    assert len(problems) > 100


@pytest.mark.parametrize(
    ("module", "figures"),
    [
        (
            "collection",
            (
                "monitored",
                "no_risk",
                "no_income",
                "no_guarantees",
                "no_contact",
                "no_location",
                "incomplete",
            ),
        ),
        ("credit", ("loans", "open", "due_soon", "overdue", "too_large", "too_long")),
        ("support", ("monitored", "covered", "uncovered", "visited", "unvisited", "heaviest")),
        ("work", ("working", "near", "county", "province", "away", "untold", "before", "lost")),
        ("projects", ("projects", "done", "late", "unregistered")),
        (
            "members",
            ("came", "births", "married_in", "went", "deaths", "married_out", "late", "undated"),
        ),
    ],
)
def test_figures_of_modules_count_their_lists(cursor, module, figures) -> None:
    """The row of the chosen division, each of its counts."""
    problems = []
    for where in asked(cursor):
        total = rows(cursor, f"modules/{module}", **where)[0]
        for figure in figures:
            problems.append(
                unequal(cursor, where, total[figure], f"modules/{module}_listed", figure=figure)
            )

    assert [one for one in problems if one] == []
