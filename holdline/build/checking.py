"""Run the checks on a build: every row at fault goes into the table `finding`."""

from collections.abc import Callable
from datetime import date

import duckdb

from holdline.build import going_on, steps
from holdline.build.quoting import literal
from holdline.errors import BuildReadsUnknown, BuildStepFailed
from holdline.quality import thresholds
from holdline.quality.checks import COLUMNS, Check, all_checks

TABLE = "finding"
# The same fault has the same id in every snapshot; one of a division is told by the division.
IDENTIFIED = """
md5(concat_ws('|', $id, coalesce(household_id, village_code, ''),
    coalesce(person_id, ''), coalesce(case_id, ''), field))
"""
CREATED = f"""
create table {TABLE} (
    finding_id varchar, check_id varchar, name varchar, severity varchar,
    {", ".join(f"{name} varchar" for name in COLUMNS)}, is_missing boolean
)
"""
# What an earlier snapshot said of a person, for the checks that compare years: empty until
# history is read.
EARLIER = """
create table earlier_member (
    data_year integer, person_id varchar, school_status varchar, health_status varchar[]
)
"""
TOP = """
select min(division_code) from source_division
where level = (select min(level) from source_division)
having count(distinct division_code) = 1
"""


def run(db: duckdb.DuckDBPyConnection, as_of: date, begun: Callable[[str], None]) -> None:
    """Make the table `finding`: one row a row at fault, by check id.

    Args:
        db: the build, with its source and core tables.
        as_of: the day the import shows; thresholds are those in force then.
        begun: told each check's id before it is run.

    Raises:
        BuildReadsUnknown: a check reads a table that is not there.
        BuildMemoryShort, BuildStepFailed: a check lacks memory, or fails.
        ParameterMissing: a threshold has no value.
    """
    for left_behind in (TABLE, "earlier_member"):
        db.execute(f"drop table if exists {left_behind}")
    db.execute(CREATED)
    db.execute(EARLIER)
    top = db.execute(TOP).fetchall()
    jurisdiction = top[0][0] if top else ""
    _refuse_unknown(db)
    for check in all_checks():
        begun(check.id)
        _insert(db, check, as_of, jurisdiction)


def _insert(db: duckdb.DuckDBPyConnection, check: Check, as_of: date, jurisdiction: str) -> None:
    check_id, *others = (literal(one) for one in (check.id, check.name, check.severity))
    told = [IDENTIFIED.replace("$id", check_id), check_id, *others, *COLUMNS, "value is null"]
    inputs = thresholds.inputs(check.file, as_of, jurisdiction)
    try:
        going_on.run(
            db,
            f"queries/{check.file.name}.sql",
            f"insert into {TABLE} select {', '.join(told)} from ({check.file.statement})",
            inputs,
        )
    except duckdb.Error as problem:
        raise BuildStepFailed(path=f"queries/{check.file.name}.sql", problem=problem) from problem


def _refuse_unknown(db: duckdb.DuckDBPyConnection) -> None:
    tables = set(steps.held(db))
    for check in all_checks():
        unknown = sorted(set(check.file.reads) - tables)
        if unknown:
            path = f"queries/{check.file.name}.sql"
            raise BuildReadsUnknown(path=path, tables=", ".join(unknown))
