"""What changed between two months is made of its parts, and of the households they open."""

import random
from collections.abc import Iterator
from datetime import date
from typing import Any

import duckdb
import pytest

from tests.oracle.asked import Asked

CHOICES = 60
MEASURES = ("open", "identified", "eliminated", "new", "closed")
TYPES = ("", "MT1_UNSTABLE", "MT2_MARGINAL", "MT3_SEVERE")
Row = dict[str, Any]


def rows(asked: Asked, name: str, inputs: Row) -> list[Row]:
    """The rows of a query."""
    return asked.rows(name, inputs).to_dicts()


def drawn(cursor: duckdb.DuckDBPyConnection) -> Iterator[Row]:
    """Choices by lot: a division where somebody is, two months in order, a measure, filters."""
    lot = random.Random(4)  # noqa: S311  a lot, not a secret
    places = cursor.execute(
        "select distinct p.view, p.ancestor_code, s.main_risk from spell as s"
        " join division_path as p on p.leaf_code = s.village_code order by all"
    ).fetchall()
    for _ in range(CHOICES):
        tree, division, risk = lot.choice(places)
        since, month = sorted(
            date(lot.randrange(2019, 2023), lot.randrange(1, 13), 1) for _ in range(2)
        )
        yield {
            "view": tree, "division": division, "since": since, "month": month,
            "measure": lot.choice(MEASURES), "monitor_type": lot.choice(TYPES),
            "main_risk": lot.choice(("", "", risk)), "at": "inside",
        }  # fmt: skip


def difference(asked: Asked, choice: Row) -> tuple[int, int]:
    """The headline now less the headline before, in households and people."""
    now, before = (
        next(
            row
            for row in rows(asked, "briefing/headline", choice | {"month": choice[month]})
            if (row["moment"], row["monitor_type"]) == ("now", "all")
        )
        for month in ("month", "since")
    )
    first, second = (f"{choice['measure']}_{base}" for base in ("households", "people"))
    return now[first] - before[first], now[second] - before[second]


def test_parts_and_households_add_up_to_the_change_exactly(asked: Asked) -> None:
    wrong = []
    for choice in drawn(asked.cursor):
        told = {"headline": difference(asked, choice)}
        for by in ("areas", "kinds"):
            parts = rows(asked, f"changes/{by}", choice)
            told[by] = (
                sum(row["change_households"] for row in parts),
                sum(row["change_people"] for row in parts),
            )
        listed = rows(asked, "changes/listed", choice)
        told["listed"] = (
            sum(row["change"] for row in listed),
            sum(row["people"] for row in listed),
        )
        if len(set(told.values())) > 1:
            wrong.append((choice, told))

    assert wrong == []


def test_every_mover_opens_what_it_gained_and_lost(asked: Asked) -> None:
    wrong, seen = [], 0
    for choice in drawn(asked.cursor):
        for by in ("areas", "kinds"):
            for part in rows(asked, f"changes/{by}", choice)[:3]:
                listed = rows(asked, "changes/listed", choice | narrowed(choice, part))
                gained = sum(row["change"] for row in listed if row["change"] > 0)
                lost = -sum(row["change"] for row in listed if row["change"] < 0)
                seen += gained + lost
                if (gained, lost) != (part["gained_households"], part["lost_households"]):
                    wrong.append((choice, part, gained, lost))

    assert wrong == []
    assert seen > CHOICES


def narrowed(choice: Row, part: Row) -> Row:
    """The choice a mover stands for."""
    if "monitor_type" in part:
        return {"monitor_type": part["monitor_type"], "main_risk": part["main_risk"]}
    if part["division_code"] == choice["division"]:
        return {"at": "at"}
    return {"division": part["division_code"]}


def test_contributions_are_parts_of_one_whole(asked: Asked) -> None:
    for choice in drawn(asked.cursor):
        for by in ("areas", "kinds"):
            parts = rows(asked, f"changes/{by}", choice)
            change = sum(row["change_households"] for row in parts)
            assert all((row["contribution"] is None) == (change == 0) for row in parts)
            if change:
                assert sum(row["contribution"] for row in parts) == pytest.approx(1, abs=1e-12)
                assert all(
                    round(row["contribution"] * change) == row["change_households"] for row in parts
                )
