"""Digests of rows, so that two snapshots can be compared without reading every cell again."""

from typing import Final

import duckdb

from holdline.build import going_on
from holdline.build.quoting import identifier
from holdline.reference import columns

# The tables compared, with what tells a row apart, where it lies and who entered it.
COMPARED: Final = ("household", "member", "monitor_case")
BOOKKEEPING = ("source_file", "source_line")
TABLES = """
create or replace table digest_made (made_by varchar);
create or replace table column_filled (
    table_name varchar, column_name varchar, filled bigint, rows bigint
);
"""


def load(db: duckdb.DuckDBPyConnection) -> None:
    """Make the tables row_digest, place_digest, digest_made and column_filled of the build *db*.

    row_digest has one row a household, member and monitoring case: table_name, village_code (its
    household's place), row_key and digest (64-bit hashes of its key and of all its cells);
    place_digest sums them up by village, so that villages alike on both sides are not looked into.
    Digests can be compared when made_by is equal. column_filled counts the cells that hold
    something in every column of every import table that has rows.
    """
    db.execute(TABLES)
    db.execute("insert into digest_made values (?)", [made_by()])
    rows = f"{selected()} order by table_name, village_code"
    going_on.run(db, "row_digest", f"create or replace table row_digest as {rows}")
    db.execute(f"create or replace table place_digest as {summed('row_digest')} order by all")
    for table in columns.tables():
        _count(db, table)


def made_by() -> str:
    """What two digests must have been made by alike to be compared."""
    names = [one.identifier for table in COMPARED for one in columns.table(table)]
    return f"{duckdb.__version__} {len(names)}"


def selected(source: str = "") -> str:
    """SQL of the rows of row_digest from the source tables of *source*, such as `old.`."""
    return " union all ".join(_selected(table, source) for table in COMPARED)


def summed(rows: str) -> str:
    """SQL of the rows of place_digest from the table *rows*, which is like row_digest."""
    return (
        "select table_name, village_code, count(*) as rows, "
        "cast(sum(hash(row_key, digest)) as hugeint) as digest "
        f"from {rows} group by table_name, village_code"
    )


def _selected(table: str, source: str) -> str:
    key = identifier(columns.tables()[table].key[0])
    names = [one.identifier for one in columns.table(table)]
    if table == "household":
        names.append("placed_code")
    cells = ", ".join(f"own.{identifier(name)}" for name in names)
    place, join = "own", ""
    if table != "household":
        place, join = "home", f"join {source}source_household as home using (household_id)"
    return (
        f"select '{table}' as table_name, {place}.placed_code as village_code, "
        f"hash(own.{key}) as row_key, hash({cells}) as digest "
        f"from {source}source_{table} as own {join}"
    )


def _count(db: duckdb.DuckDBPyConnection, table: str) -> None:
    names = [one.identifier for one in columns.table(table)]
    counts = ", ".join(f"count({identifier(name)})" for name in names)
    found = db.execute(f"select count(*), {counts} from source_{table}").fetchall()[0]
    if found[0]:
        db.execute(
            "insert into column_filled select ?, unnest(?), unnest(?), ?",
            [table, names, list(found[1:]), found[0]],
        )
