"""Running the checks on a build."""

from datetime import date
from pathlib import Path

import duckdb
import pytest

from holdline import paths
from holdline.build import checking, steps
from holdline.errors import BuildReadsUnknown, BuildStepFailed
from holdline.queries.sqlfile import SqlFile, parse

HEADER = """\
-- Households without a telephone.
--
-- grain:     household_id
-- reads:     {reads}
-- columns:
--     household_id  VARCHAR  the household
--     person_id     VARCHAR  null
--     case_id       VARCHAR  null
--     village_code  VARCHAR  its village
--     field         VARCHAR  phone
--     value         VARCHAR  null
--     expected      VARCHAR  null
-- order:     household_id
-- source:    A98; design
-- severity:  warning
-- dimension: completeness
-- title:     电话为空
-- title_en:  Telephone missing
-- remedy:    补录电话。
-- remedy_en: Enter the telephone.

"""
STATEMENT = """\
select
    household_id, cast(null as varchar) as person_id, cast(null as varchar) as case_id,
    placed_code as village_code, 'phone' as field, phone as value,
    cast(null as varchar) as expected
from source_household
where phone is null or phone = '1'
order by household_id
"""
DAY = date(2022, 12, 31)


@pytest.fixture
def check(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The one file of checks, to be written."""
    monkeypatch.setattr(paths, "QUERIES", tmp_path)
    (tmp_path / "checks" / "completeness").mkdir(parents=True)
    return tmp_path / "checks" / "completeness" / "telephone_missing.sql"


@pytest.fixture
def db() -> duckdb.DuckDBPyConnection:
    """A build with two households at fault and one not."""
    made = duckdb.connect()
    made.execute("create table source_division as select '37' as division_code, '1' as level")
    made.execute(
        "create table source_household as select * from (values "
        "('h1', '370403001201', null), ('h2', '370403001201', '1'), ('h3', '370403001201', '139')"
        ") as household(household_id, placed_code, phone)"
    )
    return made


def test_every_row_at_fault_becomes_a_finding(check: Path, db: duckdb.DuckDBPyConnection) -> None:
    check.write_text(HEADER.format(reads="source_household") + STATEMENT, "utf-8")
    begun: list[str] = []
    checking.run(db, DAY, begun.append)
    rows = db.execute(
        "select check_id, name, severity, household_id, field, value, is_missing from finding"
    ).fetchall()

    assert begun == ["A98"]
    assert rows == [
        ("A98", "telephone_missing", "warning", "h1", "phone", None, True),
        ("A98", "telephone_missing", "warning", "h2", "phone", "1", False),
    ]


def test_a_fault_keeps_its_id_when_its_value_changes(
    check: Path, db: duckdb.DuckDBPyConnection
) -> None:
    """So that what was said of it is found again in the next snapshot."""
    check.write_text(HEADER.format(reads="source_household") + STATEMENT, "utf-8")
    checking.run(db, DAY, lambda _: None)
    before = db.execute("select household_id, finding_id from finding order by 1").fetchall()
    for table in ("finding", "earlier_member"):
        db.execute(f"drop table {table}")
    db.execute("update source_household set phone = '1' where household_id = 'h1'")
    checking.run(db, DAY, lambda _: None)
    after = db.execute("select household_id, finding_id from finding order by 1").fetchall()

    assert before == after
    assert len({finding_id for _, finding_id in after}) == 2


def test_a_table_that_is_not_there_is_named(check: Path, db: duckdb.DuckDBPyConnection) -> None:
    check.write_text(HEADER.format(reads="source_household, elsewhere") + STATEMENT, "utf-8")

    with pytest.raises(BuildReadsUnknown, match="elsewhere"):
        checking.run(db, DAY, lambda _: None)


def test_a_check_that_fails_is_named(check: Path, db: duckdb.DuckDBPyConnection) -> None:
    broken = STATEMENT.replace("phone is null", "telephone is null")
    check.write_text(HEADER.format(reads="source_household") + broken, "utf-8")

    with pytest.raises(
        BuildStepFailed, match=r"queries/checks/completeness/telephone_missing\.sql"
    ):
        checking.run(db, DAY, lambda _: None)


def test_what_needs_the_findings_waits_for_them(tmp_path: Path) -> None:
    """Directly or through another table; everything else runs before."""

    def file(name: str, reads: str) -> SqlFile:
        header = f"-- It.\n--\n-- grain: a\n-- reads: {reads}\n-- columns:\n--     a  INTEGER  a\n"
        text = f"{header}-- order: none\n\nselect 1 as a\n"
        return parse(text, name=name, path=tmp_path / f"{name}.sql")

    files = [
        file("one", "nothing"),
        file("two", "finding"),
        file("three", "two"),
        file("four", "one"),
    ]
    before, after = steps.around("finding", files)

    assert [one.name for one in before] == ["one", "four"]
    assert [one.name for one in after] == ["two", "three"]
