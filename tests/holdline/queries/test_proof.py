"""A SQL file that is not what its header says is found out, and told how to put it right."""

from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from holdline.queries.proof import prove, specimens
from holdline.queries.sqlfile import SqlFile, parse

GOOD = """\
-- Households of a village.
--
-- grain:   household_id
-- reads:   household
-- inputs:
--     village  VARCHAR  the village
-- columns:
--     household_id  VARCHAR  the household
--     people        BIGINT   its people  [人]
-- order:   household_id

with

found as (

    select household_id, people
    from household
    where village_code = $village

)

select household_id, people
from found
order by household_id
"""


@pytest.fixture
def cursor() -> Iterator[duckdb.DuckDBPyConnection]:
    """Three households, two of which bear one number in village B."""
    with duckdb.connect() as connection:
        connection.execute(
            "create table household as select * from (values "
            "('h1', 'A', 3::bigint), ('h2', 'B', 1), ('h2', 'B', 2), (null, 'C', 0)) "
            "as rows (household_id, village_code, people)"
        )
        connection.execute("create table other as select 1 as x")
        yield connection


def parsed(text: str, name: str = "page/found") -> SqlFile:
    return parse(text, name=name, path=Path(f"queries/{name}.sql"))


def test_a_true_header_has_no_problem(cursor: duckdb.DuckDBPyConnection) -> None:
    assert prove(cursor, parsed(GOOD), {"village": "A"}) == []


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("select household_id, people\nfrom found", "select *\nfrom found", "has a *"),
        ("select household_id, people\nfrom f", "select people, household_id\nfrom f", "make `col"),
        ("people        BIGINT", "people        INTEGER", "people is BIGINT, declared INTEGER"),
        ("reads:   household", "reads:   nothing", "It reads household; list it"),
        ("reads:   household", "reads:   household, other", "says it reads other but does not"),
        ("from household\n", "from memory.main.household\n", "It qualifies household"),
        ("from household\n", "from main.household\n", "It qualifies household"),
        ("from household\n", "from read_csv('a.csv') as x\n", "It calls read_csv()"),
        ("from household\n", "from 'a.parquet'\n", "It reads a.parquet; list it"),
        ("= $village", "= $town", "It uses $town; declare it"),
        ("= $village", "= 'A'", "declares the input village but does not use $village"),
        ("select household_id, people\nfrom f", "SELECT household_id, people\nfrom f", "shouts SE"),
        ("\norder by household_id\n", "\n", "has no order by at its end"),
        (
            "\nfrom found\n",
            f"\n{chr(10).join('-- .' for _ in range(100))}\nfrom found\n",
            "lines of",
        ),
        ("from found\n", "from found; select 1\n", "It is not one select statement"),
        (
            "select household_id, people\nfrom found",
            "selec household_id\nfrom found",
            "not one sel",
        ),
        ("village_code = ", "town_code = ", "DuckDB refuses it"),
    ],
)
def test_a_fault_is_found(
    cursor: duckdb.DuckDBPyConnection, old: str, new: str, problem: str
) -> None:
    assert old in GOOD
    problems = prove(cursor, parsed(GOOD.replace(old, new, 1)), {"village": "A"})

    assert any(problem in one for one in problems), problems


def test_a_step_named_as_the_table_it_reads_is_found(cursor: duckdb.DuckDBPyConnection) -> None:
    text = GOOD.replace("found as", "household as").replace("from found", "from household")

    assert any("hides the table" in one for one in prove(cursor, parsed(text)))


def test_rows_that_share_the_grain_are_found(cursor: duckdb.DuckDBPyConnection) -> None:
    problems = prove(cursor, parsed(GOOD), {"village": "B"})

    assert problems == ["Rows share {'household_id': 'h2'}; mend `grain:` or the join."]


def test_a_grain_without_a_value_is_found(cursor: duckdb.DuckDBPyConnection) -> None:
    problems = prove(cursor, parsed(GOOD), {"village": "C"})

    assert problems == [
        "The grain column household_id has nulls; give those rows a code of their own."
    ]


def test_more_than_the_one_row_is_found(cursor: duckdb.DuckDBPyConnection) -> None:
    file = parsed(GOOD.replace("grain:   household_id", "grain:   one row"))

    assert prove(cursor, file, {"village": "A"}) == []
    assert "gives 2 rows, not one" in prove(cursor, file, {"village": "B"})[0]


def test_a_ratio_in_a_cube_is_found(cursor: duckdb.DuckDBPyConnection) -> None:
    text = GOOD.replace("people", "people_rate")
    text = text.replace("select household_id, people_rate\n    f", "select household_id, 1::bigint "
                        "as people_rate\n    f")  # fmt: skip

    assert prove(cursor, parsed(text)) == []
    assert "is a ratio" in prove(cursor, parsed(text, "build/cubes/found"))[0]


def test_build_files_may_be_longer(cursor: duckdb.DuckDBPyConnection) -> None:
    longer = "\n".join("-- ." for _ in range(60))
    file = parsed(GOOD.replace("\nfrom found\n", f"\n{longer}\nfrom found\n"), "build/core/found")

    assert prove(cursor, file) == []


def test_chinese_in_a_statement_does_not_confuse_the_reading_of_key_words(
    cursor: duckdb.DuckDBPyConnection,
) -> None:
    text = GOOD.replace("village_code = $village", "village_code <> '省市县' AND $village <> '人'")

    assert "It shouts AND; write key words in lower case." in prove(cursor, parsed(text))


def test_specimens_have_the_declared_types() -> None:
    inputs = "--     village  VARCHAR  v\n--     n  BIGINT  n\n--     many  VARCHAR[]  m\n"
    file = parsed(GOOD.replace("--     village  VARCHAR  the village\n", inputs))

    assert specimens(file) == {"village": "0", "n": 0, "many": ["0"]}
