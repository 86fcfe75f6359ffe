"""Name how the shape of an import differs from the one before: columns gone, new, or retyped."""

from dataclasses import dataclass

import duckdb

from holdline.messages.catalogue import text
from holdline.reference import columns

# Snapshots built before these were kept have no counts of cells; nothing can be said of them.
SIDES = """
create temp table {side}_filled as
select table_name, column_name, filled, rows from {side}.main.column_filled
"""
EMPTY = """
create temp table {side}_filled (
    table_name varchar, column_name varchar, filled bigint, rows bigint
)
"""
SHAPES = """
create temp table {side}_shape as
select table_name, column_name, mode(regexp_replace(type, '[(].*', '')) as type
from {side}.main.import_shape group by all
"""
NO_SHAPES = "create temp table {side}_shape (table_name varchar, column_name varchar, type varchar)"
NOTED = """
create table compared_column as
select
    table_name, column_name, 'gone' as drift,
    cast(old.filled as varchar) as old_told, cast(null as varchar) as new_told,
    old.rows as old_rows
from old_filled as old join new_filled as new using (table_name, column_name)
where old.filled > 0 and new.filled = 0
union all
select table_name, column_name, 'new', null, cast(new.filled as varchar), old.rows
from old_filled as old join new_filled as new using (table_name, column_name)
where old.filled = 0 and new.filled > 0
union all
select table_name, null, 'table_gone', cast(max(rows) as varchar), null, max(rows)
from old_filled where table_name not in (select table_name from new_filled) group by all
union all
select table_name, null, 'table_new', null, cast(max(rows) as varchar), null
from new_filled where table_name not in (select table_name from old_filled)
    and exists (from old_filled) group by all
union all
select table_name, column_name, 'retyped', old.type, new.type, null
from old_shape as old join new_shape as new using (table_name, column_name)
where old.type <> new.type
union all
select distinct table_name, column_name, 'unknown', null, null, null
from new.main.import_column as new where status = 'unknown' and not exists (
    from old.main.import_column as old where old.status = 'unknown'
        and old.table_name = new.table_name and old.column_name = new.column_name
)
order by table_name, drift, column_name
"""


@dataclass(frozen=True)
class Drift:
    """One way in which the shape differs.

    Attributes:
        table: the import table.
        column: identifier, or the header of a column not known; "" for a whole table.
        drift: gone, new, table_gone, table_new, retyped or unknown.
        old: cells or rows before, or the type; "" when there is none.
        new: the same now.
    """

    table: str
    column: str
    drift: str
    old: str
    new: str


def note(db: duckdb.DuckDBPyConnection) -> None:
    """Make compared_column from the two attached snapshots."""
    for side in ("old", "new"):
        kept = held(db, side)
        db.execute((SIDES if "column_filled" in kept else EMPTY).format(side=side))
        db.execute((SHAPES if "import_shape" in kept else NO_SHAPES).format(side=side))
    db.execute(NOTED)


def noted(db: duckdb.DuckDBPyConnection) -> tuple[Drift, ...]:
    """What `note` found, from a comparison."""
    rows = db.execute(
        "select table_name, coalesce(column_name, ''), drift, coalesce(old_told, ''), "
        "coalesce(new_told, '') from compared_column order by 1, 3, 2"
    ).fetchall()
    return tuple(Drift(*row) for row in rows)


def told(one: Drift, language: str) -> str:
    """A sentence that names it."""
    table, column = named(one.table, one.column, language)
    return text(
        language, f"snapshots.drift.{one.drift}",
        table=table, column=column, old=one.old, new=one.new,
    )  # fmt: skip


def named(table: str, column: str, language: str) -> tuple[str, str]:
    """What a table and a column of it are called; a header not known is called as it is written."""
    if language == "en":
        return table.replace("_", " "), column.replace("_", " ")
    found = {one.identifier: one.header_zh for one in columns.table(table)}
    return columns.tables()[table].sheet_zh, found.get(column, column)


def held(db: duckdb.DuckDBPyConnection, side: str) -> set[str]:
    """The tables of an attached snapshot."""
    rows = db.execute(
        "select table_name from duckdb_tables() where database_name = ?", [side]
    ).fetchall()
    return {row[0] for row in rows}
