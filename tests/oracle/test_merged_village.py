"""A village that was merged into another: its households, and all their months, move with it."""

import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from typing import Any

import duckdb
import polars as pl
import pytest

from holdline import paths
from holdline.access.scope import Scope
from holdline.queries.catalogue import query
from holdline.queries.runner import run
from holdline.warehouse.connection import open_snapshot
from holdline.warehouse.snapshot import current
from tests.oracle import handmade

PLAIN = handmade.place("plain")
TWICE = handmade.place("back_later")
# The ordinary village is merged into the key village on the day the notice's redrawing ends.
MERGED = {
    "division_code": PLAIN,
    "division_name": "merged away",
    "level": "5",
    "division_kind": "cunwei",
    "parent_code": PLAIN[:9],
    "successor_code": TWICE,
    "valid_to_on": date(2021, 10, 20),
}


@pytest.fixture(scope="module")
def cursor(tmp_path_factory: pytest.TempPathFactory) -> Iterator[duckdb.DuckDBPyConnection]:
    """The import made by hand, with one village merged into another, built."""
    home = tmp_path_factory.mktemp("merged")
    handmade.write(home / "import")
    pl.DataFrame([MERGED]).write_parquet(home / "import" / "division.parquet")
    done = subprocess.run(
        [sys.executable, "-m", "holdline", "build"],
        cwd=paths.ROOT, env=os.environ | {"HOLDLINE_HOME": str(home)},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HOLDLINE_HOME", str(home))
        with open_snapshot(current()).reading(Scope()) as found:
            yield found


def rows(cursor: duckdb.DuckDBPyConnection, name: str, **inputs: object) -> list[dict[str, Any]]:
    """The rows of a query of the legal tree."""
    given = {"view": "legal", "monitor_type": "", "main_risk": "", **inputs}
    file = query(name)
    return run(cursor, file, {one.name: given[one.name] for one in file.inputs}).rows.to_dicts()


def opened(cursor: duckdb.DuckDBPyConnection, division: str, month: date) -> int:
    """Households under monitoring at the month's end."""
    found = rows(cursor, "briefing/headline", division=division, month=month)
    return next(
        row["open_households"]
        for row in found
        if (row["moment"], row["monitor_type"]) == ("now", "all")
    )


def test_its_households_are_the_other_villages_in_every_month(cursor) -> None:
    """`plain` is open from 2021-03 to 2022-03, the village's own household until 2021-02."""
    months = [date(2020, 6, 1), date(2021, 6, 1), date(2021, 9, 1), date(2022, 4, 1)]

    assert [opened(cursor, TWICE, month) for month in months] == [1, 1, 2, 1]


def test_the_merged_village_is_nowhere_and_the_township_loses_nobody(cursor) -> None:
    below = rows(cursor, "briefing/areas", division=PLAIN[:9], month=date(2021, 9, 1))
    shown = {row["division_code"]: row["open_households"] for row in below}

    assert PLAIN not in shown
    assert shown[TWICE] == 2
    assert opened(cursor, PLAIN[:9], date(2021, 9, 1)) >= sum(shown.values())


def test_curves_and_lists_of_the_village_hold_both(cursor) -> None:
    window = {"since": date(2019, 1, 1), "month": date(2022, 12, 1)}
    (told,) = rows(cursor, "timelines/counted", division=TWICE, **window)
    listed = rows(cursor, "timelines/listed", division=TWICE, figure="all", key="", **window)

    assert (told["counted"], told["eliminated"]) == (3, 3)
    assert sorted(row["household_id"] for row in listed) == sorted(
        [f"{PLAIN}0001", f"{TWICE}0001", f"{TWICE}0001"]
    )


def test_what_moved_since_before_the_merger_is_only_what_happened(cursor) -> None:
    """A merger adds nobody: the change of the village is of its two households' own months."""
    inputs = {"since": date(2021, 9, 1), "month": date(2022, 4, 1), "measure": "open"}
    parts = rows(cursor, "changes/areas", division=TWICE, **inputs)
    listed = rows(cursor, "changes/listed", division=TWICE, at="inside", **inputs)

    assert [row["change_households"] for row in parts] == [-1]
    assert [(row["household_id"], row["change"]) for row in listed] == [(f"{PLAIN}0001", -1)]
