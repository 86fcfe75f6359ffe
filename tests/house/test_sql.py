"""Every SQL file is what its header says, against a built snapshot."""

from collections.abc import Iterator
from datetime import date

import duckdb
import pytest

from holdline.access.scope import Scope
from holdline.errors import HoldlineError
from holdline.quality import thresholds
from holdline.queries import catalogue
from holdline.queries.proof import prove, specimens
from holdline.queries.sqlfile import SqlFile
from holdline.warehouse.connection import open_snapshot
from holdline.warehouse.snapshot import Snapshot

NAMES = [file.relative_to(catalogue.paths.QUERIES).with_suffix("").as_posix()
         for file in sorted(catalogue.paths.QUERIES.rglob("*.sql"))]  # fmt: skip
# What a specimen of the input's type would find nothing by, by the input's name.
TELLING = {
    "view": "select 'management'",
    "division": "select min(division_code) from division_tree where level = 1",
    "parent": "select min(division_code) from division_tree where level = 1",
    "month": "select last_month from snapshot_info",
    "household_id": "select min(household_id) from spell",
    "words": "select min(household_id) from household",
    "on": "select as_of_on from snapshot_info",
    "monitor_type": "select ''",
    "main_risk": "select ''",
    "measure": "select 'open'",
    "skip": "select 0",
    "take": "select 100",
    "colour": "select 'main_risk'",
    "west": "select 70",
    "south": "select 0",
    "east": "select 140",
    "north": "select 60",
    "step": "select 0",
    "fault": "select ''",
    "households": "select min(household_id) from household",
    "checks": "select []::varchar[]",
    "since": "select first_month from snapshot_info",
    "places": "select 'below'",
    "by": "select 'main_risk'",
    "figure": "select 'all'",
    "key": "select ''",
    "window": "select 90",
    "least": "select 1",
    "days": "select 15",
    "round": "select 2021",
    "year": "select 2022",
    "counting": "select 'any'",
    "pattern": "select ''",
    "village": "select min(village_code) from village_pattern",
    "level": "select 3",
    "kind": "select 'household'",
    "change": "select ''",
    "operator": "select ''",
    "cell": "select ''",
    "at": "select 'inside'",
    "sort": "select ''",
    "report_days": "select 15",
    "rules": "select 'policy_exit'",
    "clue_days": "select 15",
    "first": "select 'main_risk'",
    "second": "select 'monitor_type'",
}


# Folders whose files read the comparison of two snapshots.
OF_TWO = ("compared/", "gate/")


@pytest.fixture
def compared_cursor(compared: Snapshot) -> Iterator[duckdb.DuckDBPyConnection]:
    """A cursor on the comparison of the small sample with an edited copy."""
    with open_snapshot(compared).reading(Scope(is_masked=False)) as reading:
        yield reading


@pytest.fixture
def cursor(snapshot: Snapshot) -> Iterator[duckdb.DuckDBPyConnection]:
    """A cursor on the whole of the small sample."""
    with open_snapshot(snapshot).reading(Scope(is_masked=False)) as reading:
        yield reading


def telling_inputs(cursor: duckdb.DuckDBPyConnection, file: SqlFile) -> dict[str, object]:
    """Inputs that find rows, as far as the inputs' names say what they are."""
    inputs = specimens(file)
    if file.name.startswith("checks/"):
        as_of = cursor.execute("select as_of_on from snapshot_info").fetchall()[0][0]
        return {**inputs, **thresholds.inputs(file, as_of, "37")}
    if file.name.startswith("gate/"):
        return {**inputs, **thresholds.inputs(file, date(2022, 12, 31), "")}
    lists = {one.name for one in file.inputs if one.type.endswith("[]")} - {"checks"}
    for name in (inputs.keys() & TELLING.keys()) - lists:
        row = cursor.execute(TELLING[name]).fetchone()
        inputs[name] = row[0] if row else None
    return inputs


@pytest.mark.parametrize("name", NAMES)
def test_a_file_is_what_its_header_says(request: pytest.FixtureRequest, name: str) -> None:
    """To put it right: each problem says how."""
    cursor = request.getfixturevalue("compared_cursor" if name.startswith(OF_TWO) else "cursor")
    file = catalogue.query(name)
    problems = prove(cursor, file, telling_inputs(cursor, file))

    assert problems == [], f"{file.path}:\n" + "\n".join(problems)


def test_telling_inputs_find_rows(cursor: duckdb.DuckDBPyConnection) -> None:
    """A proof over no rows proves nothing about grain."""
    file = catalogue.query("briefing/headline")
    inputs = telling_inputs(cursor, file)

    assert isinstance(inputs["month"], date)
    assert len(cursor.execute(file.statement, inputs).fetchall()) > 0


def test_every_header_can_be_read() -> None:
    """To put it right: write the header as docs/writing-a-query.md shows."""
    problems = []
    for name in NAMES:
        try:
            catalogue.query(name)
        except HoldlineError as problem:
            problems.append(str(problem))

    assert problems == [], "\n".join(problems)
