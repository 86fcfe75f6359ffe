"""Stocks and flows of every cell, at every level, against the spells themselves."""

import random
from collections import Counter
from collections.abc import Iterator

import duckdb
import pytest

from holdline.access.scope import Scope
from holdline.queries import catalogue
from holdline.queries.runner import run
from holdline.warehouse.connection import open_snapshot
from holdline.warehouse.snapshot import Snapshot

CELLS = 500
UNEVEN = """
select view, division_code, month, sum(open_households) as changed,
    sum(new_households)
        - sum(by_support_households + natural_households + untold_households) as flowed,
    sum(open_people) as changed_people,
    sum(new_people) - sum(by_support_people + natural_people + untold_people) as flowed_people
from monitoring_change
group by view, division_code, month
having changed <> flowed or changed_people <> flowed_people
"""
# Moves between types or risks while under monitoring: out of the superseded spell's cell, into the
# continued one's; with them the equation holds in every single cell.
MOVES = """
select division_path.view, division_path.ancestor_code, month, monitor_type, main_risk,
    sum(moved) as moved
from (
    select village_code, closed_month as month, monitor_type, main_risk, -1 as moved
    from spell where closing = 'superseded'
    union all
    select village_code, identified_month, monitor_type, main_risk, 1 from spell where is_continued
) as move
join division_path on division_path.leaf_code = move.village_code
group by all
"""
CHANGES = """
select view, division_code, month, monitor_type, main_risk,
    open_households - new_households
        + by_support_households + natural_households + untold_households as moved
from monitoring_change
"""
BELOW_NOUGHT = """
select * from (
    select sum(open_households) over cell as households, sum(open_people) over cell as people,
        sum(eliminated_households) over cell as eliminated
    from monitoring_change
    window cell as (partition by view, division_code, monitor_type, main_risk order by month)
) where households < 0 or people < 0 or eliminated < 0
"""


@pytest.fixture
def cursor(snapshot: Snapshot) -> Iterator[duckdb.DuckDBPyConnection]:
    """A cursor on the whole of the small sample, faults and all."""
    with open_snapshot(snapshot).reading(Scope(is_masked=False)) as reading:
        yield reading


def test_opening_and_flows_make_the_closing_of_every_division_and_month(cursor) -> None:
    """What a month changed is what came less what went, on both bases, at every level."""
    assert cursor.execute(UNEVEN).fetchall() == []


def test_opening_flows_and_moves_make_the_closing_of_every_cell(cursor) -> None:
    """Within a division, a household may move between types or risks: nothing else is left over."""
    moved = {tuple(row[:5]): int(row[5]) for row in cursor.execute(MOVES).fetchall() if row[5]}
    left = {tuple(row[:5]): int(row[5]) for row in cursor.execute(CHANGES).fetchall() if row[5]}

    assert moved == left


def test_no_stock_is_ever_below_nought(cursor) -> None:
    assert cursor.execute(BELOW_NOUGHT).fetchall() == []


def test_random_cells_count_their_lists_and_the_spells(cursor) -> None:
    """The cube, the list behind it, and a count by hand agree in five hundred cells."""
    spells = cursor.execute(
        "select household_id, village_code, monitor_type, main_risk, identified_month, closed_month"
        " from spell"
    ).fetchall()
    above: dict[str, list[str]] = {}
    for leaf, code in cursor.execute(
        "select leaf_code, ancestor_code from division_path where view = 'management'"
        " and leaf_code in (select village_code from spell)"
    ).fetchall():
        above.setdefault(leaf, []).append(code)
    months = [
        row[0]
        for row in cursor.execute(
            "select distinct month from monitoring_change order by month"
        ).fetchall()
    ]
    cells = cursor.execute(
        "select distinct division_code, monitor_type, main_risk from monitoring_change"
        " where view = 'management' order by all"
    ).fetchall()
    chosen = random.Random(4)  # noqa: S311  a choice of cells
    asked = [(*chosen.choice(cells), chosen.choice(months)) for _ in range(CELLS)]
    by_hand: Counter[tuple[object, ...]] = Counter()
    for _, village, kind, risk, began, ended in spells:
        for cell in set(asked):
            is_in = cell[0] in above[village] and (kind, risk) == cell[1:3]
            by_hand[cell] += is_in and began <= cell[3] and (ended is None or ended > cell[3])
    for cell in asked:
        inputs = dict(zip(("division", "monitor_type", "main_risk", "month"), cell, strict=True))
        inputs |= {"view": "management", "measure": "open"}
        counted = run(cursor, catalogue.query("households/counted"), inputs).rows["households"][0]
        listed = run(
            cursor,
            catalogue.query("households/listed"),
            {**inputs, "skip": 0, "take": 10000, "sort": ""},
        )
        stock = cursor.execute(
            "select coalesce(sum(open_households), 0) from monitoring_change"
            " where view = 'management'"
            " and division_code = ? and monitor_type = ? and main_risk = ? and month <= ?",
            cell,
        ).fetchall()[0][0]

        assert by_hand[cell] == counted == listed.rows.height == stock, cell
