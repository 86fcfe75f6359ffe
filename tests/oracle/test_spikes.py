"""Mass elimination on one day: what was planted is found."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from random import Random

import duckdb
import polars as pl
import pytest

from holdline.access.scope import Scope
from holdline.queries.catalogue import query
from holdline.queries.runner import run
from holdline.warehouse.connection import open_snapshot
from holdline.warehouse.snapshot import Snapshot

RECALL, VILLAGES, PLANTED = 0.95, 400, 80
TABLES = (
    (
        "create table procedure_elimination (village_code varchar, eliminated_on date,"
        " closed_month date)"
    ),
    (
        "create table division_path as select distinct 'management' as view,"
        " village_code as leaf_code, '37' as ancestor_code from procedure_elimination"
    ),
    (
        "create table division_tree as select distinct 'management' as view,"
        " village_code as division_code, village_code as short_name, '37' as parent_code"
        " from procedure_elimination"
    ),
)
INPUTS = {"view": "management", "division": "37", "month": date(2022, 12, 1)}


def found(cursor: duckdb.DuckDBPyConnection, least: int) -> set[tuple[str, date]]:
    """The villages and days that stand out."""
    rows = run(cursor, query("timelines/spikes"), {**INPUTS, "least": least}).rows
    return set(rows.select("village_code", "eliminated_on").iter_rows())


@pytest.fixture
def planted(built_home: Path) -> set[tuple[str, date]]:
    """Village and day of what the sample planted by check H27."""
    faults = pl.read_parquet(built_home / "import" / "truth" / "faults.parquet")
    rows = faults.filter((pl.col("check") == "H27") & (pl.col("field") == "eliminated_on"))
    return {(home[:12], date.fromisoformat(day)) for home, day in
            rows.select("household_id", "value").iter_rows()}  # fmt: skip


def test_the_samples_own_are_found(snapshot: Snapshot, planted: set[tuple[str, date]]) -> None:
    with open_snapshot(snapshot).reading(Scope()) as cursor:
        seen = found(cursor, least=10)

    assert planted
    assert len(planted & seen) / len(planted) >= RECALL


@pytest.fixture
def crowded() -> Iterator[tuple[duckdb.DuckDBPyConnection, set[tuple[str, date]]]]:
    """Four hundred villages that eliminate a few now and then, eighty of them many on one day."""
    lot, days = Random(8), [date(2020, 1, 1) + timedelta(days=step) for step in range(1000)]  # noqa: S311
    rows, truth = [], set()
    for number in range(VILLAGES):
        village = f"37{number:010d}"
        rows += [(village, lot.choice(days)) for _ in range(lot.randrange(40))]
        if number % (VILLAGES // PLANTED) == 0:
            day = lot.choice(days)
            truth.add((village, day))
            # One in twelve is dated a day later, as when the entry runs past midnight.
            late = [lot.random() < 1 / 12 for _ in range(lot.randrange(12, 30))]
            rows += [(village, day + timedelta(days=slips)) for slips in late]
    with duckdb.connect() as db:
        for statement in TABLES[:1]:
            db.execute(statement)
        villages, dated = zip(*rows, strict=True)
        db.execute(
            "insert into procedure_elimination select village, day, date_trunc('month', day)"
            " from (select unnest($villages) as village, unnest($dated) as day)",
            {"villages": villages, "dated": dated},
        )
        for statement in TABLES[1:]:
            db.execute(statement)
        yield db, truth


def test_planted_among_the_ordinary_are_found_and_little_else_is(crowded) -> None:
    cursor, truth = crowded
    seen = found(cursor, least=10)

    assert len(truth) == PLANTED
    assert len(truth & seen) / len(truth) >= RECALL
    assert len(seen - truth) <= len(seen) * (1 - RECALL)
