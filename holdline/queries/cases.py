"""Run the cases of a SQL file: given rows in, expected rows out, on a DuckDB in memory.

Cases stand in `tests/queries/<name>.toml`, the twin of `queries/<name>.sql`.
"""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb

from holdline import paths
from holdline.errors import MalformedCase
from holdline.queries import catalogue
from holdline.queries.runner import run
from holdline.queries.sqlfile import SqlFile
from holdline.reference import columns

CLOSE = 1e-9
KEYS = frozenset({"expects", "inputs", "given", "rows"})
STAGES = ("build/staging", "build/core", "build/linkage", "build/cubes")
# Columns the build adds to source tables, and tables it makes itself.
ADDED = {"source_file": "VARCHAR", "source_line": "BIGINT"}
PLACED = {"household": {"placed_code": "VARCHAR"}}
MADE = {
    "snapshot_info": {
        "as_of_on": "DATE",
        "is_sample": "BOOLEAN",
        "first_month": "DATE",
        "last_month": "DATE",
    },
    "deadline": {
        "deadline_id": "VARCHAR",
        "due_on": "DATE",
        "due_time": "VARCHAR",
        "jurisdiction_code": "VARCHAR",
        "duty": "VARCHAR",
        "title_zh": "VARCHAR",
        "title_en": "VARCHAR",
        "clause": "VARCHAR",
    },
    "monitoring_line": {
        "line_year": "INTEGER",
        "division_code": "VARCHAR",
        "yuan": "DECIMAL(12,2)",
        "status": "VARCHAR",
    },
    "import_report": {
        "table_name": "VARCHAR",
        "source_file": "VARCHAR",
        "rows_read": "BIGINT",
        "rows_accepted": "BIGINT",
        "rows_quarantined": "BIGINT",
    },
    "finding": {"is_missing": "BOOLEAN"}
    | dict.fromkeys(
        (
            "finding_id",
            "check_id",
            "name",
            "severity",
            "household_id",
            "person_id",
            "case_id",
            "village_code",
            "field",
            "value",
            "expected",
        ),
        "VARCHAR",
    ),
    "earlier_member": {
        "data_year": "INTEGER",
        "person_id": "VARCHAR",
        "school_status": "VARCHAR",
        "health_status": "VARCHAR[]",
    },
    "compared_place": {"table_name": "VARCHAR", "village_code": "VARCHAR"}
    | dict.fromkeys(
        (
            "old_rows",
            "new_rows",
            "added",
            "removed",
            "changed",
            "renamed",
            "moved_in",
            "moved_out",
        ),
        "BIGINT",
    ),
    "compared_row": dict.fromkeys(
        (
            "table_name",
            "row_key",
            "old_key",
            "household_id",
            "village_code",
            "old_village_code",
            "operator",
            "change",
            "evidence",
        ),
        "VARCHAR",
    ),
    "compared_field": dict.fromkeys(
        (
            "table_name",
            "row_key",
            "household_id",
            "village_code",
            "operator",
            "column_name",
            "old_value",
            "new_value",
        ),
        "VARCHAR",
    )
    | dict.fromkeys(("was_empty", "is_empty"), "BOOLEAN"),
    "compared_column": dict.fromkeys(
        ("table_name", "column_name", "drift", "old_told", "new_told"), "VARCHAR"
    )
    | {"old_rows": "BIGINT"},
    "import_finding": dict.fromkeys(
        (
            "table_name",
            "row_key",
            "household_id",
            "column_name",
            "value",
            "finding",
            "proposed",
        ),
        "VARCHAR",
    ),
}
INFERRED: tuple[tuple[type, str], ...] = (
    (bool, "BOOLEAN"),
    (int, "BIGINT"),
    (float, "DOUBLE"),
    (datetime, "TIMESTAMP"),
    (date, "DATE"),
    (list, "VARCHAR[]"),
)
Row = Mapping[str, Any]


@dataclass(frozen=True)
class Case:
    """One case: the rows of the tables read, the inputs, and the rows expected, in order.

    A column left out of a given or an expected row is null; so is an input left out.
    """

    expects: str
    inputs: Row
    given: Mapping[str, list[Row]]
    rows: list[Row]


def read(path: Path) -> tuple[Case, ...]:
    """The cases in the TOML file at *path*.

    Raises:
        MalformedCase: it holds no case, or a case lacks `expects` or `rows`, or has a stray key.
    """
    found = tomllib.loads(path.read_text("utf-8")).get("case", [])
    if not found:
        raise MalformedCase(path=path, problem="it holds no [[case]]")
    return tuple(_case(path, one) for one in found)


def differences(file: SqlFile, case: Case) -> list[str]:
    """What *file* gives otherwise than *case* expects, a sentence each; [] when it holds.

    Raises:
        MalformedCase: a given table is not read, or a row names a column its table lacks.
    """
    with duckdb.connect() as connection:
        _check(file, case)
        for table in file.reads:
            _fill(connection, file, table, case.given.get(table, []))
        inputs = {one.name: case.inputs.get(one.name) for one in file.inputs}
        actual = run(connection, file, inputs | dict(case.inputs)).rows.to_dicts()
    problems = [
        f"row {at}: {name} is {got.get(name)!r}, expected {wanted.get(name)!r}"
        for at, (got, wanted) in enumerate(zip(actual, case.rows, strict=False), start=1)
        for name in [*got, *sorted(set(wanted) - set(got))]
        if not _same(got.get(name), wanted.get(name))
    ]
    if len(actual) != len(case.rows):
        problems.append(f"{len(actual)} rows, expected {len(case.rows)}: {actual}")
    return problems


def types_of(table: str, rows: Iterable[Row]) -> dict[str, str]:
    """The DuckDB types of the columns of *table*.

    From the header of the build file that makes it; else, for source tables, from the
    dictionary; else from the values of *rows*.
    """
    made = next((f"{one}/{table}" for one in STAGES if _is_built(f"{one}/{table}")), None)
    if made:
        return {column.name: column.type for column in catalogue.query(made).columns}
    source = table.removeprefix("source_")
    if table.startswith("source_") and source in columns.tables():
        stated = {one.identifier: _type(one.type) for one in columns.table(source)}
        return stated | PLACED.get(source, {}) | ADDED
    return MADE.get(table) or _inferred(rows)


def _case(path: Path, found: Mapping[str, Any]) -> Case:
    stray = sorted(set(found) - KEYS)
    if stray or "expects" not in found or "rows" not in found:
        problem = f"a case has {stray[0]}" if stray else "a case lacks `expects` or `rows`"
        raise MalformedCase(path=path, problem=problem)
    return Case(found["expects"], found.get("inputs", {}), found.get("given", {}), found["rows"])


def _check(file: SqlFile, case: Case) -> None:
    stray = sorted(set(case.given) - set(file.reads))
    if stray:
        raise MalformedCase(path=file.name, problem=f"given.{stray[0]} is not among `reads:`")


def _fill(
    connection: duckdb.DuckDBPyConnection, file: SqlFile, table: str, rows: list[Row]
) -> None:
    types = types_of(table, rows)
    stray = sorted(name for row in rows for name in row if name not in types)
    if stray or not types:
        problem = f"{table} has no column {stray[0]}" if stray else f"give rows of {table}"
        raise MalformedCase(path=file.name, problem=problem)
    listed = ", ".join(f'"{name}" {kind}' for name, kind in types.items())
    connection.execute(f'create table "{table}" ({listed})')
    places = ", ".join(f"${name}" for name in types)
    for row in rows:
        values = {name: row.get(name) for name in types}
        connection.execute(f'insert into "{table}" values ({places})', values)


def _is_built(name: str) -> bool:
    return (paths.QUERIES / f"{name}.sql").is_file()


def _type(declared: str) -> str:
    if declared.startswith("CODES("):
        return "VARCHAR[]"
    if declared.startswith("CODE("):
        return "VARCHAR"
    return "DATE" if declared == "MONTH" else declared


def _inferred(rows: Iterable[Row]) -> dict[str, str]:
    values = {name: value for row in rows for name, value in row.items()}
    return {
        name: next((found for kind, found in INFERRED if isinstance(value, kind)), "VARCHAR")
        for name, value in values.items()
    }


def _same(actual: object, expected: object) -> bool:
    numbers = (int, float, Decimal)
    if isinstance(actual, bool) or isinstance(expected, bool):
        return actual is expected
    if isinstance(actual, numbers) and isinstance(expected, numbers):
        return abs(float(actual) - float(expected)) <= CLOSE
    return actual == expected
