"""Dated figures and labels that the SQL reads."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

import duckdb
import pytest

from holdline.build import parameters
from holdline.build.loading import prepare
from holdline.build.placing import complete_divisions
from holdline.reference.parameters import deadlines, parameter

YEAR, COUNTY = 2021, "370102"


@pytest.fixture
def db() -> Iterator[duckdb.DuckDBPyConnection]:
    """A build with the divisions of one county."""
    with duckdb.connect() as made:
        prepare(made)
        made.execute("insert into source_household (village_code) values ('370102001002')")
        complete_divisions(made, date(YEAR, 6, 30))
        yield made


def test_shipped_incomes_are_those_of_the_counties_held(db: duckdb.DuckDBPyConnection) -> None:
    """Each year has its own; none is carried into the next."""
    parameters.load(db, date(YEAR, 6, 30))
    held = db.execute("from county_income").fetchall()
    shipped = parameter("county_rural_income", date(YEAR, 1, 1), COUNTY)

    row = (YEAR, COUNTY, Decimal(f"{shipped.value:.2f}"), None, shipped.source, shipped.status)
    assert row in held
    assert {code for _, code, *_ in held} == {COUNTY}
    assert max(year for year, *_ in held) == YEAR


def test_an_imported_income_stands_before_the_shipped(db: duckdb.DuckDBPyConnection) -> None:
    """Of the same county and year; it has no status, only its source."""
    db.execute(
        "insert into source_county_income "
        "(income_year, county_code, county_income_per_head_yuan, source) "
        f"values ({YEAR}, '{COUNTY}', 12345, 'yearbook')"
    )
    parameters.load(db, date(YEAR, 6, 30))
    held = db.execute(f"from county_income where income_year = {YEAR}").fetchall()

    assert held == [(YEAR, COUNTY, Decimal("12345.00"), None, "yearbook", None)]


def test_monitoring_lines_are_those_of_the_province(db: duckdb.DuckDBPyConnection) -> None:
    """One a year, to the year of the snapshot."""
    parameters.load(db, date(YEAR, 6, 30))
    held = db.execute("select line_year, division_code, yuan from monitoring_line").fetchall()
    line = parameter("monitoring_line", date(YEAR, 1, 1), "37")

    assert (YEAR, "37", Decimal(f"{line.value:.2f}")) in held
    assert held == sorted(held)
    assert held[-1][0] == YEAR


def test_deadlines_stand_once_each(db: duckdb.DuckDBPyConnection) -> None:
    """Whichever of the divisions held they bind."""
    parameters.load(db, date(YEAR, 6, 30))
    held = db.execute("select deadline_id, due_on, due_time, title_zh from deadline").fetchall()

    bound = {
        (one.id, one.date, f"{one.time:%H:%M}" if one.time else None, one.title("zh"))
        for code in ("37", "3701", COUNTY)
        for one in deadlines(code)
    }
    assert bound
    assert len(held) == len(bound)
    assert set(held) == bound


def test_labels_are_those_of_the_code_lists(db: duckdb.DuckDBPyConnection) -> None:
    """In both languages."""
    parameters.load(db, date(YEAR, 6, 30))
    label = db.execute("from code_label where list = 'risk_type' and code = '01'").fetchall()

    assert label == [("risk_type", "01", "因病", "illness")]
