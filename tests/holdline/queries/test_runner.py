"""A query gives every row, with the dtypes its header declares."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import duckdb
import polars as pl
import pytest

from holdline.errors import AnswerTooLong, SnapshotOlder, UnexpectedColumns, UnexpectedInputs
from holdline.queries import runner
from holdline.queries.runner import FEW, run
from holdline.queries.sqlfile import SqlFile, parse

HEADER = """\
-- Rows.
--
-- grain:   n
-- reads:   nothing
-- inputs:
--     rows   BIGINT   how many
--     shift  DOUBLE   added to the share
-- columns:
--     n      BIGINT         number
--     word   VARCHAR        null on odd rows
--     share  DOUBLE         null on odd rows
--     yuan   DECIMAL(12,2)  amount
--     on     DATE           day
--     at     TIMESTAMP      moment
--     is_it  BOOLEAN        yes
--     many   VARCHAR[]      list
--     small  INTEGER        number
-- order:   n

select
    n,
    if(n % 2 = 0, 'w' || n, null) as word,
    if(n % 2 = 0, n + $shift::double, null) as share,
    cast(n as decimal(12, 2)) / 1 as yuan,
    date '2021-10-01' + n::integer as "on",
    timestamp '2021-10-01 08:00' as "at",
    n > 1 as is_it,
    ['a', null] as many,
    n::integer as small
from range($rows) as numbers (n)
order by n
""".replace("cast(n as decimal(12, 2)) / 1", "cast(n as decimal(12, 2))")


@pytest.fixture
def cursor() -> Iterator[duckdb.DuckDBPyConnection]:
    """A DuckDB in memory."""
    with duckdb.connect() as connection:
        yield connection


@pytest.fixture
def file() -> SqlFile:
    """A query of every type."""
    return parse(HEADER, name="page/rows", path=Path("queries/page/rows.sql"))


EXPECTED = {
    "n": pl.Int64,
    "word": pl.String,
    "share": pl.Float64,
    "yuan": pl.Decimal(12, 2),
    "on": pl.Date,
    "at": pl.Datetime("us"),
    "is_it": pl.Boolean,
    "many": pl.List(pl.String),
    "small": pl.Int32,
}


@pytest.mark.parametrize("rows", [0, 1, FEW - 1, FEW, FEW + 1, 5000])
def test_every_row_comes_with_the_declared_dtypes(
    cursor: duckdb.DuckDBPyConnection, file: SqlFile, rows: int
) -> None:
    """Few rows and many are fetched in different ways; the reader cannot tell."""
    result = run(cursor, file, {"rows": rows, "shift": 0.5})

    assert dict(result.rows.schema) == EXPECTED
    assert result.rows.get_column("n").to_list() == list(range(rows))
    assert result.rows.get_column("share").null_count() == rows // 2


@pytest.mark.parametrize("at", [2, FEW + 2])
def test_values_are_the_same_however_fetched(
    cursor: duckdb.DuckDBPyConnection, file: SqlFile, at: int
) -> None:
    result = run(cursor, file, {"rows": FEW + 3, "shift": 0.5})

    assert result.rows.row(at)[:4] == (at, f"w{at}", at + 0.5, Decimal(f"{at}.00"))
    assert result.rows.row(at)[5:] == (
        datetime(2021, 10, 1, 8),  # noqa: DTZ001
        True,
        ["a", None],
        at,
    )


def test_a_result_says_what_it_is(cursor: duckdb.DuckDBPyConnection, file: SqlFile) -> None:
    result = run(cursor, file, {"rows": 1, "shift": 0.0})

    assert (result.name, result.inputs) == ("page/rows", {"rows": 1, "shift": 0.0})
    assert result.columns == file.columns
    assert result.rows.row(0)[4] == date(2021, 10, 1)


@pytest.mark.parametrize(
    "given", [{}, {"rows": 1}, {"rows": 1, "shift": 0.0, "month": date(2021, 10, 1)}]
)
def test_missing_and_excess_inputs_are_refused(
    cursor: duckdb.DuckDBPyConnection, file: SqlFile, given: dict[str, object]
) -> None:
    with pytest.raises(UnexpectedInputs, match=r"takes \['rows', 'shift'\], but was given"):
        run(cursor, file, given)


def test_no_result_is_left_open(cursor: duckdb.DuckDBPyConnection, file: SqlFile) -> None:
    """A cursor goes back to its pool with nothing of the last reader on it."""
    run(cursor, file, {"rows": 5000, "shift": 0.5})

    assert cursor.fetchall() == []


def test_columns_other_than_declared_are_refused(
    cursor: duckdb.DuckDBPyConnection, file: SqlFile
) -> None:
    """Two counts in the wrong order would otherwise change places unseen."""
    swapped = replace(file, columns=(file.columns[-1], *file.columns[1:-1], file.columns[0]))

    with pytest.raises(UnexpectedColumns, match=r"Make `columns:` in queries/page/rows\.sql"):
        run(cursor, swapped, {"rows": 1, "shift": 0.0})


def test_a_list_longer_than_a_page_can_hold_is_refused(
    cursor: duckdb.DuckDBPyConnection, file: SqlFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(runner, "MOST", 3 * FEW)

    assert run(cursor, file, {"rows": 3 * FEW, "shift": 0.0}).rows.height == 3 * FEW
    with pytest.raises(AnswerTooLong):
        run(cursor, file, {"rows": 3 * FEW + 1, "shift": 0.0})


def test_an_answer_that_memory_does_not_hold_is_refused(
    cursor: duckdb.DuckDBPyConnection, file: SqlFile
) -> None:
    cursor.execute("set memory_limit = '20MB'")
    cursor.execute("set max_temp_directory_size = '0B'")

    with pytest.raises(AnswerTooLong):
        run(cursor, file, {"rows": 20_000_000, "shift": 0.0})


@pytest.mark.parametrize("lacking", ["select n from gone", "select gone from range(2) as r(n)"])
def test_a_table_or_column_of_a_later_version_is_said_to_be_missing(
    cursor: duckdb.DuckDBPyConnection, file: SqlFile, lacking: str
) -> None:
    """An older snapshot is built again; no page breaks on it."""
    older = replace(file, statement=lacking, inputs=())

    with pytest.raises(SnapshotOlder, match="gone"):
        run(cursor, older, {})


def test_another_fault_of_a_statement_is_not_put_down_to_the_snapshot(
    cursor: duckdb.DuckDBPyConnection, file: SqlFile
) -> None:
    wrong = replace(file, statement="select sum('a') over () + date '2021-01-01'", inputs=())

    with pytest.raises(duckdb.BinderException):
        run(cursor, wrong, {})
