"""Put what the SQL needs of the reference data into tables: dated figures and code labels."""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import date
from typing import Any

import duckdb

from holdline.errors import ParameterMissing
from holdline.reference import codes
from holdline.reference.parameters import Parameter, deadlines, parameter

FIRST_YEAR = 2014
COUNTY = "3"
TABLES = """
create table code_label (list varchar, code varchar, label_zh varchar, label_en varchar);
create table county_income (
    income_year integer, county_code varchar, yuan decimal(12, 2),
    borrowed_from_code varchar, source varchar, status varchar
);
create table monitoring_line (
    line_year integer, division_code varchar, yuan decimal(12, 2), status varchar
);
create table deadline (
    deadline_id varchar, due_on date, due_time varchar, jurisdiction_code varchar, duty varchar,
    title_zh varchar, title_en varchar, clause varchar
);
"""
IMPORTED = """
insert into county_income
select income_year, county_code, county_income_per_head_yuan, borrowed_from_code, source, null
from source_county_income order by income_year, county_code
"""


def load(db: duckdb.DuckDBPyConnection, as_of: date) -> None:
    """Make the tables code_label, county_income, monitoring_line and deadline.

    An imported county income stands before a shipped one of the same year and county; its status
    is null, as nothing is to be said of it but its source. Monitoring lines are those of each
    province held, its own or the nation's, for every year to that of *as_of*.
    """
    db.execute(TABLES)
    db.execute(IMPORTED)
    years = range(FIRST_YEAR, as_of.year + 1)
    _fill(db, "code_label", list(_labels()))
    _fill(db, "county_income", list(_incomes(db, years)))
    _fill(db, "monitoring_line", list(_lines(db, years)))
    _fill(db, "deadline", list(_deadlines(db)))


def _fill(db: duckdb.DuckDBPyConnection, table: str, rows: list[list[Any]]) -> None:
    """Insert *rows* at once: one by one takes DuckDB a second for a thousand."""
    if rows:
        columns = [list(column) for column in zip(*rows, strict=True)]
        taken = ", ".join("unnest(?)" for _ in columns)
        db.execute(f"insert into {table} select {taken}", columns)


def _labels() -> Iterator[list[Any]]:
    for name in codes.lists():
        for code in codes.labels(name).values():
            yield [name, code.code, code.label_zh, code.label_en]


def _incomes(db: duckdb.DuckDBPyConnection, years: Sequence[int]) -> Iterator[list[Any]]:
    imported = set(db.execute("select income_year, county_code from county_income").fetchall())
    for county in _divisions(db, COUNTY):
        for year in years:
            shipped = _in_force("county_rural_income", year, county)
            is_own = shipped and (shipped.jurisdiction, shipped.valid_from.year) == (county, year)
            if shipped and is_own and (year, county) not in imported:
                yield [year, county, shipped.value, None, shipped.source, shipped.status]


def _lines(db: duckdb.DuckDBPyConnection, years: Sequence[int]) -> Iterator[list[Any]]:
    for province in _divisions(db, "1"):
        for year in years:
            line = _in_force("monitoring_line", year, province)
            if line:
                yield [year, province, line.value, line.status]


def _deadlines(db: duckdb.DuckDBPyConnection) -> Iterator[list[Any]]:
    bound = [one for code in _divisions(db, "1", "2", COUNTY) for one in deadlines(code)]
    for one in sorted({one.id: one for one in bound}.values(), key=lambda one: (one.date, one.id)):
        time = f"{one.time:%H:%M}" if one.time else None
        yield [
            one.id, one.date, time, one.jurisdiction, one.duty,
            one.title("zh"), one.title("en"), one.source,
        ]  # fmt: skip


def _in_force(name: str, year: int, jurisdiction: str) -> Parameter | None:
    with suppress(ParameterMissing):
        return parameter(name, date(year, 1, 1), jurisdiction)
    return None


def _divisions(db: duckdb.DuckDBPyConnection, *levels: str) -> list[str]:
    rows = db.execute(
        "select distinct division_code from source_division "
        "where list_contains(?, level) and regexp_full_match(division_code, '[0-9]+') order by 1",
        [list(levels)],
    ).fetchall()
    return [row[0] for row in rows]
