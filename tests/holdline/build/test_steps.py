"""Build files run after what they read, each making its table."""

from pathlib import Path

import duckdb
import pytest

from holdline.build.steps import all_steps, derive, ordered, table_of
from holdline.errors import BuildOrderCircular, BuildReadsUnknown, BuildStepFailed
from holdline.queries.sqlfile import SqlFile, parse

HEADER = """-- A number.
--
-- grain:   one row
-- reads:   {reads}
-- columns:
--     number  BIGINT  it
-- order:   number

{statement}
"""


def step(name: str, reads: str, statement: str = "select 1::bigint as number") -> SqlFile:
    """A build file that makes the table *name*."""
    text = HEADER.format(reads=reads, statement=statement)
    return parse(text, name=f"build/core/{name}", path=Path(f"{name}.sql"))


def names(files: tuple[SqlFile, ...]) -> list[str]:
    """Their tables."""
    return [table_of(file) for file in files]


def test_a_file_comes_after_those_it_reads() -> None:
    """By name where that leaves a choice; tables of the import need no order."""
    files = [
        step("cube", "spell, b"),
        step("spell", "source_household, a"),
        step("b", "nothing"),
        step("a", "nothing"),
    ]

    assert names(ordered(files)) == ["a", "b", "spell", "cube"]


def test_files_in_a_circle_are_named() -> None:
    """In the order they read one another."""
    circle = [step("a", "b"), step("b", "c"), step("c", "a"), step("d", "nothing")]

    with pytest.raises(
        BuildOrderCircular, match=r"circle: (a → b → c → a|b → c → a → b|c → a → b → c)\."
    ):
        ordered(circle)


def test_the_shipped_files_have_an_order() -> None:
    """Every table is made once, and none before what it reads."""
    made: set[str] = set()
    files = all_steps()
    own = set(names(files))
    for file in files:
        assert own & set(file.reads) <= made
        made.add(table_of(file))

    assert len(files) == len(own)


def test_each_file_makes_its_table_in_its_order() -> None:
    """And is told before it is made."""
    told: list[str] = []
    files = [
        step("many", "nothing", "select n::bigint as number from range(5) r(n) order by n desc"),
        step("most", "many", "select max(number) as number from many"),
    ]
    with duckdb.connect() as db:
        derive(db, files, told.append)

        assert db.execute("from many").fetchall() == [(4,), (3,), (2,), (1,), (0,)]
        assert db.execute("from most").fetchall() == [(4,)]
    assert told == ["many", "most"]


def test_a_table_nobody_makes_is_named() -> None:
    """Before anything is run."""
    with duckdb.connect() as db, pytest.raises(BuildReadsUnknown, match=r"cube\.sql reads spel,"):
        derive(db, [step("cube", "spel")], lambda *_: None)


def test_a_statement_that_fails_is_named() -> None:
    """With what DuckDB says of it."""
    with duckdb.connect() as db, pytest.raises(BuildStepFailed, match=r"core/bad\.sql failed"):
        derive(db, [step("bad", "nothing", "select 1 / 'x' as number")], lambda *_: None)
