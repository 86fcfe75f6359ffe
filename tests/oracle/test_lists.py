"""A number and the list it opens: the same households, however the choice is made."""

import random
from collections.abc import Iterator
from datetime import date
from typing import Any

import duckdb
import pytest

from holdline.access.scope import Scope
from holdline.queries.catalogue import query
from holdline.queries.runner import run
from holdline.warehouse.connection import open_snapshot
from holdline.warehouse.snapshot import Snapshot

CELLS = 200
TAKE = 50
MEASURES = ("open", "identified", "eliminated", "new", "closed")
TYPES = ("", "MT1_UNSTABLE", "MT2_MARGINAL", "MT3_SEVERE")


@pytest.fixture
def cursor(snapshot: Snapshot) -> Iterator[duckdb.DuckDBPyConnection]:
    """A cursor on the small sample that may read everything."""
    with open_snapshot(snapshot).reading(Scope()) as found:
        yield found


def test_number_list_and_its_length_are_one(cursor: duckdb.DuckDBPyConnection) -> None:
    """Two hundred choices drawn by lot, half of them where some household is."""
    differ = []
    for cell in _drawn(cursor):
        chosen = {name: cell[name] for name in cell if name != "measure"}
        counted = _rows(cursor, "households/counted", cell)[0]
        listed = _listed(cursor, cell, counted["households"])
        figure = _figure(cursor, cell["measure"], chosen)
        told = {
            "figure": figure,
            "counted": tuple(counted.values()),
            "listed": (len(listed), sum(row["people"] for row in listed)),
        }
        if len(set(told.values())) > 1:
            differ.append((cell, told))

    assert differ == []


def test_list_names_each_household_once(cursor: duckdb.DuckDBPyConnection) -> None:
    """No page repeats what another page shows."""
    cell = {"view": "legal", "division": "37", "month": date(2022, 12, 1), "measure": "identified"}
    cell |= {"monitor_type": "", "main_risk": ""}
    rows = _listed(cursor, cell, _rows(cursor, "households/counted", cell)[0]["households"])

    numbers = [row["household_id"] for row in rows]
    assert len(numbers) > TAKE
    assert len(set(numbers)) == len(numbers)


def _drawn(cursor: duckdb.DuckDBPyConnection) -> list[dict[str, Any]]:
    lot = random.Random(11)  # noqa: S311  a lot, not a secret
    paths = cursor.execute(
        "select distinct p.view, p.ancestor_code, s.identified_month, s.monitor_type, s.main_risk "
        "from spell as s join division_path as p on p.leaf_code = s.village_code order by all"
    ).fetchall()
    risks = ["", *sorted({row[4] for row in paths})]
    cells = []
    for number in range(CELLS):
        tree, division, month, kind, risk = lot.choice(paths)
        if number % 2:
            kind, risk = lot.choice(TYPES), lot.choice(risks)
            month = date(lot.randrange(2019, 2023), lot.randrange(1, 13), 1)
        cells.append(
            {
                "view": tree,
                "division": division,
                "month": month,
                "measure": lot.choice(MEASURES),
                "monitor_type": lot.choice((kind, "")),
                "main_risk": lot.choice((risk, "")),
            }
        )
    return cells


def _listed(
    cursor: duckdb.DuckDBPyConnection, cell: dict[str, Any], households: int
) -> list[dict[str, Any]]:
    """Every page until one page after the last, which must be empty."""
    pages = [
        _rows(cursor, "households/listed", cell | {"skip": skip, "take": TAKE, "sort": ""})
        for skip in range(0, households + TAKE, TAKE)
    ]
    return [row for page in pages for row in page]


def _figure(
    cursor: duckdb.DuckDBPyConnection, measure: str, chosen: dict[str, Any]
) -> tuple[int, int]:
    rows = _rows(cursor, "briefing/headline", chosen)
    total = next(row for row in rows if (row["moment"], row["monitor_type"]) == ("now", "all"))
    return total[f"{measure}_households"], total[f"{measure}_people"]


def _rows(
    cursor: duckdb.DuckDBPyConnection, name: str, inputs: dict[str, Any]
) -> list[dict[str, Any]]:
    return run(cursor, query(name), inputs).rows.to_dicts()
