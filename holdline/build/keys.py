"""Settle the keys of a table: leave out blank rows, make up what may be, tell rows apart."""

from collections.abc import Iterable
from datetime import date

import duckdb

from holdline.build.derived_keys import DERIVED_KEYS
from holdline.build.loading import Loaded
from holdline.build.refusing import refuse, set_aside
from holdline.reference import columns

# A key that is a number has lost its last digits; one that Excel could not compute is none.
UNREAD = """
case
    when fault.finding in ('digits_lost', 'formula_error') then fault.finding
    when fault.value is null then 'key_empty'
    else 'key_unreadable'
end
"""


def leave_out_blank(db: duckdb.DuckDBPyConnection, table: str) -> dict[str, int]:
    """Delete rows without a single cell, such as a sheet's trailing lines; how many, by source.

    Formulas drawn down below the records, which give nothing there, are no cells.
    """
    names = [column.identifier for column in columns.table(table)]
    key = columns.tables()[table].key[0]
    blank = f"{key} is null and coalesce({', '.join(f'{name}::varchar' for name in names)}) is null"
    faultless = (
        f"not exists (from fault where fault.table_name = '{table}' "
        f"and fault.source_file = source_{table}.source_file "
        f"and fault.source_line = source_{table}.source_line "
        "and not (fault.value is null and starts_with(fault.finding, 'formula_')))"
    )
    gone = db.execute(
        f"delete from source_{table} where {blank} and {faultless} returning source_file"
    ).fetchall()
    names = [row[0] for row in gone]
    return {name: names.count(name) for name in dict.fromkeys(names)}


def make_up(db: duckdb.DuckDBPyConnection, table: str, loaded: Iterable[Loaded]) -> None:
    """Give the rows of a file without numbers of its own a number each, where that is allowed.

    The number of a monitoring case is its household and month. Any other is the digest of the
    row's cells, so that an equal row gets an equal number on every import.
    """
    key = columns.tables()[table].key[0]
    if key not in DERIVED_KEYS:
        return
    made = "household_id || coalesce('-' || strftime(identified_month, '%Y%m'), '')"
    if key != "case_id":
        made = _digest(table, key)
    for name in (name for one in loaded for name in one.rows):
        held = db.execute(
            f"select count({key}) from source_{table} where source_file = ?", [name]
        ).fetchall()[0][0]
        if not held:
            db.execute(f"update source_{table} set {key} = {made} where source_file = ?", [name])


def _digest(table: str, key: str) -> str:
    """SQL of the digest of a row's cells, with the texts of those that could not be read."""
    names = [one.identifier for one in columns.table(table) if one.identifier != key]
    cells = ", ".join(f"{name} := source_{table}.{name}" for name in names)
    unread = (
        "select string_agg(column_name || '=' || value, ';' order by column_name) from fault "
        f"where fault.table_name = '{table}' and fault.source_file = source_{table}.source_file "
        f"and fault.source_line = source_{table}.source_line"
    )
    return f"md5(to_json(struct_pack({cells}))::varchar || coalesce(({unread}), ''))"


def refuse_empty(db: duckdb.DuckDBPyConnection, table: str) -> None:
    """Mark the rows with a key cell that is empty or cannot be read."""
    for column in columns.table(table):
        if column.required == "key":
            name = column.identifier
            refuse(db, table, f"row.{name} is null", column=name, reason=UNREAD)


def settle_repeated(
    db: duckdb.DuckDBPyConnection, table: str, loaded: Iterable[Loaded], as_of: date
) -> None:
    """Keep the first of the rows with one key; note on it that others were set aside.

    Rows equal to the first in every column are told from rows that contradict it.
    """
    key = columns.tables()[table].key
    parts = ", ".join(_key_part(name, as_of) for name in key)
    db.execute(
        f"""
        create or replace temp table repeated as
        select source_file, source_line, first_file, first_line from (
            select
                source_file, source_line,
                first_value(source_file) over same as first_file,
                first_value(source_line) over same as first_line,
                row_number() over same as nth
            from source_{table}
            where ({parts}) in (
                select ({parts}) from source_{table} group by all having count(*) > 1
            )
            window same as (partition by {parts} order by rowid)
        )
        where nth > 1
        """
    )
    if db.execute("select count(*) from repeated").fetchall()[0][0]:
        _refuse_repeated(db, table, key[0])
        _note_repeated(db, table, key[0])
        set_aside(db, table, loaded)


def _key_part(name: str, as_of: date) -> str:
    """A key cell; a round that is not told is that of the snapshot."""
    return f"coalesce({name}, {as_of.year})" if name == "annotation_year" else name


def _refuse_repeated(db: duckdb.DuckDBPyConnection, table: str, key: str) -> None:
    same = " and ".join(
        f"later.{one.identifier} is not distinct from first.{one.identifier}"
        for one in columns.table(table)
    )
    db.execute(
        f"""
        insert into refusal
        select '{table}', later.source_file, later.source_line, '{key}', later.{key}::varchar,
            case when {same} then 'row_repeated' else 'key_repeated' end
        from repeated
        join source_{table} as later using (source_file, source_line)
        join source_{table} as first
            on first.source_file = first_file and first.source_line = first_line
        """
    )


def _note_repeated(db: duckdb.DuckDBPyConnection, table: str, key: str) -> None:
    db.execute(
        f"""
        insert into fault
        select distinct '{table}', first_file, first_line, '{key}', refusal.value, refusal.reason,
            null
        from repeated
        join refusal
            on refusal.table_name = '{table}' and refusal.source_file = repeated.source_file
            and refusal.source_line = repeated.source_line
        """
    )
