"""The analysts' copy: what it lacks, what still adds up, and whom its pseudonyms tell of."""

import re
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

import duckdb
import pytest

from holdline.access import deidentified as copy
from holdline.access.keys import key
from holdline.reference import columns
from holdline.warehouse import deidentified
from holdline.warehouse.connection import HARDENED, open_snapshot
from holdline.warehouse.snapshot import Snapshot
from tests.holdline.access.conftest import WHOLE, Canaries

HIDDEN = ("name", "id_number", "phone", "address", "point")
NUMBER = re.compile(r"(?<![\w-])(\d{15,22}[\dX]?|1\d{10})(?!\w)")


@pytest.fixture
def file(snapshot: Snapshot) -> Path:
    """The copy of the sample."""
    return deidentified.ready(snapshot)


@lru_cache(maxsize=1)
def cells(file: Path) -> Mapping[tuple[str, str], set[object]]:
    """Every distinct cell of the copy, by table and column."""
    found = {}
    with duckdb.connect(file, read_only=True, config=HARDENED) as db:
        held = db.execute(
            "select table_name, column_name from duckdb_columns() where not internal"
        ).fetchall()
        for table, column in held:
            values = db.execute(f'select distinct "{column}" from "{table}"').fetchall()
            found[table, column] = {
                one for row in values for one in (row[0] if isinstance(row[0], list) else row)
            }
    return found


def test_nobodys_name_number_phone_or_household_stands_in_it(
    file: Path, canaries: Canaries
) -> None:
    """Every cell of every table is looked at; of some, the bytes of the file too."""
    forbidden = canaries.personal | canaries.households.keys()
    stray = {
        where: sorted(map(str, values & forbidden))[:2]
        for where, values in cells(file).items()
        if all(isinstance(value, str) for value in values - {None}) and values & forbidden
    }
    raw = file.read_bytes()
    some = sorted(one for one in canaries.personal if len(one) > 10)[::400]

    assert stray == {}
    assert [one for one in some if one.encode() in raw] == []


def test_no_text_looks_like_a_number_of_somebody(file: Path) -> None:
    """Also in columns the dictionary does not know as personal."""
    stray = {
        where
        for where, values in cells(file).items()
        for value in values
        if isinstance(value, str) and NUMBER.search(value)
    }

    assert stray == set()


def test_of_what_is_masked_only_whether_it_is_there_is_left(file: Path) -> None:
    masks = columns.masks()
    left = {
        (table, column): values - {None, "*"}
        for (table, column), values in cells(file).items()
        if masks.get(column) in HIDDEN and masks[column] != "point"
    }
    points = {
        value
        for (_, column), values in cells(file).items()
        if column.endswith(("longitude", "latitude"))
        for value in values - {None}
    }

    assert {where: values for where, values in left.items() if values} == {}
    assert {value % 10 for value in points if isinstance(value, float)} <= {0.0}


def test_places_end_at_the_township(file: Path) -> None:
    found = cells(file)

    assert {len(str(code)) for code in found["household", "village_code"]} == {9}
    assert max(len(str(code)) for code in found["division_tree", "division_code"]) == 9


def test_a_pseudonym_is_an_hmac_that_joins_within_the_snapshot_only(
    file: Path, snapshot: Snapshot
) -> None:
    with open_snapshot(snapshot).reading(WHOLE) as cursor:
        numbers = [r[0] for r in cursor.execute("select household_id from household").fetchall()]
    secret = key(deidentified.KEY)
    here, other = copy.key_of(secret, snapshot.id), copy.key_of(secret, "another")

    assert cells(file)["household", "household_id"] == {copy.pseudonym(here, n) for n in numbers}
    assert copy.pseudonym(here, numbers[0]) != copy.pseudonym(other, numbers[0])
    assert re.fullmatch(r"H-[0-9a-f]{16}", copy.pseudonym(here, numbers[0]))


def test_it_is_written_once_and_read_only(file: Path, snapshot: Snapshot) -> None:
    written = file.stat()

    assert deidentified.ready(snapshot).stat().st_mtime_ns == written.st_mtime_ns
    assert written.st_mode & 0o777 == 0o440


def test_the_dimensions_of_the_free_drill_are_left(file: Path) -> None:
    """Codes and bands, in a column that elsewhere quotes cells: else analysts see no drill."""
    with duckdb.connect(file, read_only=True, config=HARDENED) as db:
        told = db.execute(
            "select count(*), count(value),"
            " count(*) filter (where facet = dimension || '=' || value) from spell_facet"
        ).fetchall()[0]

    assert told[0] > 0
    assert told[0] == told[1] == told[2]
