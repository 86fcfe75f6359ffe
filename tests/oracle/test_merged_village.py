"""A village that was merged into another: its households, and all their months, move with it."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pytest

from holdline.access.scope import Scope
from holdline.queries.catalogue import query
from holdline.queries.runner import run
from holdline.warehouse.connection import open_snapshot
from holdline.warehouse.snapshot import current
from tests.oracle import handmade

AWAY, INTO = handmade.place("merged_away"), handmade.place("merged_into")


@pytest.fixture
def cursor(by_hand: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[duckdb.DuckDBPyConnection]:
    """The import made by hand, where one village is merged into another."""
    monkeypatch.setenv("HOLDLINE_HOME", str(by_hand))
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
    """The other is open from 2021-03 to 2022-03, the village's own household until 2021-02."""
    months = [date(2020, 6, 1), date(2021, 6, 1), date(2021, 9, 1), date(2022, 4, 1)]

    assert [opened(cursor, INTO, month) for month in months] == [1, 1, 2, 1]


def test_the_merged_village_is_nowhere_and_the_township_loses_nobody(cursor) -> None:
    below = rows(cursor, "briefing/areas", division=AWAY[:9], month=date(2021, 9, 1))
    shown = {row["division_code"]: row["open_households"] for row in below}

    assert AWAY not in shown
    assert shown[INTO] == 2
    assert opened(cursor, AWAY[:9], date(2021, 9, 1)) >= sum(shown.values())


def test_curves_and_lists_of_the_village_hold_both(cursor) -> None:
    window = {"since": date(2019, 1, 1), "month": date(2022, 12, 1)}
    (told,) = rows(cursor, "timelines/counted", division=INTO, **window)
    listed = rows(cursor, "timelines/listed", division=INTO, figure="all", key="", **window)

    assert (told["counted"], told["eliminated"]) == (3, 3)
    assert sorted(row["household_id"] for row in listed) == sorted(
        [f"{AWAY}0001", f"{INTO}0001", f"{INTO}0001"]
    )


def test_what_moved_since_before_the_merger_is_only_what_happened(cursor) -> None:
    """A merger adds nobody: the change of the village is of its two households' own months."""
    inputs = {"since": date(2021, 9, 1), "month": date(2022, 4, 1), "measure": "open"}
    parts = rows(cursor, "changes/areas", division=INTO, **inputs)
    listed = rows(cursor, "changes/listed", division=INTO, at="inside", **inputs)

    assert [row["change_households"] for row in parts] == [-1]
    assert [(row["household_id"], row["change"]) for row in listed] == [(f"{AWAY}0001", -1)]
