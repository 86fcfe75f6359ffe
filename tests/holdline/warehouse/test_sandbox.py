"""A reader's own SQL reads what it is given, and nothing else on earth."""

import polars as pl
import pytest

from holdline.errors import HoldlineError, SqlNotOneSelect, SqlRefused, SqlStopped, SqlTooLarge
from holdline.warehouse import sandbox

GIVEN = {"given": pl.DataFrame({"place": ["a", "b"], "households": [1, None]})}


def test_it_answers_with_types_and_missing_values_kept() -> None:
    found = sandbox.run(
        "select place, sum(households) as n from given group by 1 order by 1", GIVEN
    )

    assert found.rows.rows() == [("a", 1), ("b", None)]
    assert found.rows.schema["n"].is_integer()
    assert not found.is_more


@pytest.mark.parametrize(
    "sql",
    [
        "select * from read_text('/etc/passwd')",
        "select * from read_csv('/etc/passwd')",
        "select * from glob('/*')",
        "select * from '/etc/passwd'",
        "select * from query('copy (select 1) to ''/tmp/x''')",
        "with gone as (delete from given returning *) select * from gone",
        "select * from job",
        "select * from db",
        "select getenv('HOME')",
        "select nosuch from given",
        "select 1 as x, 2 as x",
    ],
)
def test_there_is_nothing_else_to_read_and_nothing_to_change(sql: str) -> None:
    with pytest.raises(SqlRefused):
        sandbox.run(sql, GIVEN)


@pytest.mark.parametrize(
    "sql",
    [
        "select 1; select 2", "drop table given", "copy given to '/tmp/x.csv'", "set threads = 4",
        "attach '/tmp/x.db'", "install httpfs", "pragma database_list", "delete from given",
    ],
)  # fmt: skip
def test_it_is_one_select(sql: str) -> None:
    with pytest.raises((SqlNotOneSelect, SqlRefused)):
        sandbox.run(sql, GIVEN)


@pytest.mark.parametrize(
    ("sql", "error"),
    [
        ("select count(*) from range(100000000000) a, range(1000) b", SqlStopped),
        (
            "with recursive r as (select 1 as n union all select n from r) select n from r",
            SqlStopped,
        ),
        ("select repeat('x', 50000000) as y", SqlTooLarge),
    ],
)
def test_what_takes_too_much_ends(sql: str, error: type[HoldlineError]) -> None:
    with pytest.raises(error):
        sandbox.run(sql, GIVEN, seconds=3 if error is SqlStopped else sandbox.SECONDS)


def test_more_rows_than_are_given_are_told() -> None:
    found = sandbox.run("select * from range(20000)", GIVEN)

    assert (found.rows.height, found.is_more) == (sandbox.ROWS, True)
