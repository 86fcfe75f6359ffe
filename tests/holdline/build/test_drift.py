"""Columns and tables gone, new, retyped or not known are named, and nothing else."""

from collections.abc import Iterator

import duckdb
import pytest

from holdline.build import drift
from holdline.build.drift import Drift

TABLES = """
create table {side}.column_filled (
    table_name varchar, column_name varchar, filled bigint, rows bigint
);
create table {side}.import_shape (
    table_name varchar, source_file varchar, column_name varchar, header varchar, type varchar
);
create table {side}.import_column (
    table_name varchar, source_file varchar, column_name varchar, status varchar
)
"""


@pytest.fixture
def db() -> Iterator[duckdb.DuckDBPyConnection]:
    """Two empty snapshots attached as old and new."""
    with duckdb.connect() as made:
        for side in ("old", "new"):
            made.execute(f"attach ':memory:' as {side}")
            made.execute(TABLES.format(side=side))
        yield made


def noted(db: duckdb.DuckDBPyConnection) -> list[Drift]:
    """What is found."""
    drift.note(db)
    return list(drift.noted(db))


def test_equal_shapes_have_no_drift(db: duckdb.DuckDBPyConnection) -> None:
    for side in ("old", "new"):
        db.execute(f"insert into {side}.column_filled values ('household', 'phone', 5, 9)")

    assert noted(db) == []


def test_columns_and_tables_that_came_or_went_are_named(db: duckdb.DuckDBPyConnection) -> None:
    db.execute("insert into old.column_filled values ('household', 'phone', 5, 9), "
               "('household', 'note', 0, 9), ('project', 'title', 2, 2)")  # fmt: skip
    db.execute("insert into new.column_filled values ('household', 'phone', 0, 9), "
               "('household', 'note', 3, 9), ('responsible', 'name', 4, 7)")  # fmt: skip

    assert noted(db) == [
        Drift("household", "phone", "gone", "5", ""),
        Drift("household", "note", "new", "", "3"),
        Drift("project", "", "table_gone", "2", ""),
        Drift("responsible", "", "table_new", "", "7"),
    ]


def test_a_column_of_another_type_is_named(db: duckdb.DuckDBPyConnection) -> None:
    """As a number of a household that a workbook turned into a figure."""
    for side, kind in (("old", "VARCHAR"), ("new", "DOUBLE")):
        db.execute(f"insert into {side}.import_shape values "
                   f"('household', 'a.xlsx', 'household_id', 'x', '{kind}')")  # fmt: skip

    assert noted(db) == [Drift("household", "household_id", "retyped", "VARCHAR", "DOUBLE")]


def test_a_header_not_known_is_named_once_it_is_new(db: duckdb.DuckDBPyConnection) -> None:
    for side, headers in (("old", ["a"]), ("new", ["a", "b"])):
        for header in headers:
            db.execute(f"insert into {side}.import_column values "
                       f"('household', 'f', '{header}', 'unknown')")  # fmt: skip

    assert noted(db) == [Drift("household", "b", "unknown", "", "")]


@pytest.mark.parametrize("kind", ["gone", "new", "table_gone", "table_new", "retyped", "unknown"])
def test_each_is_told_in_both_languages(kind: str) -> None:
    """By the column's own header in Chinese."""
    one = Drift("household", "phone", kind, "5", "7")

    assert "户信息" in drift.told(one, "zh")
    assert "household" in drift.told(one, "en")
    if not kind.startswith("table"):
        assert "联系电话" in drift.told(one, "zh")
