"""A number and the list it opens: the same households, however the choice is made."""

import random
from datetime import date
from typing import Any

import duckdb

from tests.oracle.asked import Asked

CELLS = 200
TAKE = 50
MEASURES = ("open", "identified", "eliminated", "new", "closed")
TYPES = ("", "MT1_UNSTABLE", "MT2_MARGINAL", "MT3_SEVERE")


def test_number_list_and_its_length_are_one(asked: Asked) -> None:
    """Two hundred choices by lot, half of them where some household is; a fifth page by page."""
    differ = []
    for number, cell in enumerate(_drawn(asked.cursor)):
        chosen = {name: cell[name] for name in cell if name != "measure"}
        counted = _rows(asked, "households/counted", cell)[0]
        take = TAKE if number % 5 == 0 else counted["households"] + 1
        listed = _listed(asked, cell, take)
        figure = _figure(asked, cell["measure"], chosen)
        told = {
            "figure": figure,
            "counted": tuple(counted.values()),
            "listed": (len(listed), sum(row["people"] for row in listed)),
        }
        if len(set(told.values())) > 1:
            differ.append((cell, told))

    assert differ == []


def test_list_names_each_household_once(asked: Asked) -> None:
    """No page repeats what another page shows."""
    cell = {"view": "legal", "division": "37", "month": date(2022, 12, 1), "measure": "identified"}
    cell |= {"monitor_type": "", "main_risk": ""}
    rows = _listed(asked, cell, TAKE)

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


def _listed(asked: Asked, cell: dict[str, Any], take: int) -> list[dict[str, Any]]:
    """Page after page of so many, until one that is not full."""
    rows: list[dict[str, Any]] = []
    while len(rows) % take == 0:
        chosen = cell | {"skip": len(rows), "take": take, "sort": ""}
        page = _rows(asked, "households/listed", chosen)
        rows += page
        if not page:
            break
    return rows


def _figure(asked: Asked, measure: str, chosen: dict[str, Any]) -> tuple[int, int]:
    rows = _rows(asked, "briefing/headline", chosen)
    total = next(row for row in rows if (row["moment"], row["monitor_type"]) == ("now", "all"))
    return total[f"{measure}_households"], total[f"{measure}_people"]


def _rows(asked: Asked, name: str, inputs: dict[str, Any]) -> list[dict[str, Any]]:
    return asked.rows(name, inputs).to_dicts()
