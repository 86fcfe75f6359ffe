"""What is outside the portable subset is named, with the line where it stands."""

from pathlib import Path

import pytest

from holdline.build.engine.dialect import spark_sql
from holdline.build.engine.portable import faults
from holdline.queries import catalogue
from holdline.queries.sqlfile import SqlFile, read

FILE = """-- Something.
--
-- grain:   one row
-- reads:   t
-- columns:
--     x  {type}  it
-- order:   {order}

{statement}
"""
OUTSIDE = {
    "select hash(a) as x\nfrom t": "function",
    "select array_agg(a order by b) as x\nfrom t": "list_order list_unsorted",
    "select date_diff('month', a, b) as x\nfrom t": "months",
    "select extract(dow from a) as x\nfrom t": "date_part",
    "select regexp_replace(a, 'b', 'c') as x\nfrom t": "regexp_first",
    r"select regexp_replace(a, '(b)', '\1', 'g') as x from t": "regexp_reference",
    "select t.x from t asof join u on t.a >= u.a": "join",
    "select sum(a) filter (where b) over (order by c) as x\nfrom t": "window_filter",
    "select cast(a as double) / b as x\nfrom t": "denominator",
    "select a % b as x\nfrom t": "denominator",
    "select a / nullif(b, 0) as x\nfrom t": "division",
    "select cast(a + interval (b) month as date) as x\nfrom t": "interval",
    "select a + interval 1 month as x\nfrom t": "date_sum",
    "select * exclude (b) from t": "star",
    "select * rename (b as x) from t": "star",
    "select 项 as x from t": "ascii",
    "select a as x from t group by all": "by_all",
    "select distinct on (a) x from t": "distinct_on",
    "with recursive r as (select 1 as x union all select x from r) select x from r": "recursive",
    "select x from t union all by name select x from u": "by_name",
    "select x from t where a not in (select a from u)": "not_in",
    "select x from t limit 5": "limit",
    "select x from range(5) as r(x)": "table_function",
    "select a[1:2] as x from t": "slice",
    "select from where": "not_read",
}


def written(place: Path, statement: str, *, kind: str = "BIGINT", order: str = "x") -> SqlFile:
    """A build file with *statement*."""
    path = place / "some.sql"
    path.write_text(FILE.format(statement=statement, type=kind, order=order), "utf-8")
    return read(path, place)


@pytest.mark.parametrize("statement", OUTSIDE)
def test_what_spark_does_otherwise_is_named(tmp_path: Path, statement: str) -> None:
    """By its rule, and no other rule speaks."""
    found = {one.rule for one in faults(written(tmp_path, statement))}

    assert found == set(OUTSIDE[statement].split())


def test_a_fault_stands_at_its_line(tmp_path: Path) -> None:
    """Of the file, its header counted."""
    statement = "select\n    a,\n    b,\n    c / d as x\nfrom t"
    found = faults(written(tmp_path, statement))

    assert [(one.line, one.rule) for one in found] == [(12, "denominator"), (12, "division")]


def test_the_header_must_be_carried_too(tmp_path: Path) -> None:
    """Rows are put in order by it when they come back, in the types it names."""
    order = written(tmp_path, "select x from t order by x", order="those with an x first")
    kind = written(tmp_path, "select x from t order by x", kind="HUGEINT")

    assert [one.rule for one in faults(order)] == ["order"]
    assert [one.rule for one in faults(kind)] == ["type"]


def test_what_both_do_alike_passes(tmp_path: Path) -> None:
    """The forms the decision tells to write."""
    statement = """
select
    list_sort(array_agg({'k': a, 'v': b})) as list,
    year(d) * 12 + month(d) - year(e) * 12 - month(e) as months,
    cast(d + interval 1 month as date) as next,
    cast(count(*) filter (f) as double) / nullif(count(*), 0) as x
from t
group by d, e
order by x"""

    assert faults(written(tmp_path, statement)) == ()


def test_what_duckdb_is_told_not_to_keep_is_not_told_to_spark() -> None:
    """Spark has no such words; it works out a subquery each time it is read."""
    file = catalogue.query("build/core/active_member")
    assert "not materialized" in file.statement

    assert "materialized" not in spark_sql(file).lower()
