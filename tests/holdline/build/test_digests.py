"""Digests tell equal rows from different ones, and stay out of the analysts' copy."""

import duckdb

from holdline.access import deidentified
from holdline.access.scope import Scope
from holdline.build import digests
from holdline.warehouse.connection import open_snapshot
from holdline.warehouse.snapshot import Snapshot


def test_every_row_of_the_compared_tables_has_one_digest(snapshot: Snapshot) -> None:
    """And the villages' sums say how many rows they are of."""
    with open_snapshot(snapshot).reading(Scope(is_masked=False)) as cursor:
        rows = dict(cursor.execute(
            "select table_name, count(distinct row_key) from row_digest group by all"
        ).fetchall())  # fmt: skip
        held = {
            table: cursor.execute(f"select count(*) from source_{table}").fetchall()[0][0]
            for table in digests.COMPARED
        }
        summed = dict(cursor.execute(
            "select table_name, sum(rows) from place_digest group by all"
        ).fetchall())  # fmt: skip

    assert rows == held
    assert summed == held


def test_the_cells_filled_are_counted_by_column(snapshot: Snapshot) -> None:
    with open_snapshot(snapshot).reading(Scope(is_masked=False)) as cursor:
        told = cursor.execute(
            "select filled, rows from column_filled "
            "where table_name = 'household' and column_name = 'phone'"
        ).fetchall()
        counted = cursor.execute(
            "select count(phone), count(*) from source_household"
        ).fetchall()  # fmt: skip

    assert told == counted


def test_the_analysts_copy_has_no_hash_of_a_number() -> None:
    """Numbers of households can be guessed, so their hash is as good as they are."""
    tables = {
        "row_digest": {"table_name": "VARCHAR", "row_key": "UBIGINT", "digest": "UBIGINT"},
        "place_digest": {"village_code": "VARCHAR", "rows": "BIGINT", "digest": "HUGEINT"},
    }
    selects = deidentified.selects(tables, b"key", "whole.main")
    with duckdb.connect() as db:
        db.execute("attach ':memory:' as whole")
        for name, held in tables.items():
            fields = ", ".join(f"{column} {kind}" for column, kind in held.items())
            db.execute(f"create table whole.{name} ({fields})")
            db.execute(f"insert into whole.{name} select {', '.join(['1'] * len(held))}")
            assert db.execute(selects[name]).fetchall() == []
