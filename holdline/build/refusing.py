"""Set rows aside: a rule marks them, then they move to quarantine as they were written."""

from collections.abc import Iterable

import duckdb

from holdline.build.loading import Loaded, row_json
from holdline.reference import columns


def refuse(
    db: duckdb.DuckDBPyConnection, table: str, condition: str, *, column: str, reason: str
) -> None:
    """Mark the rows of *table* that meet the SQL *condition*, unless they are marked already.

    Args:
        db: the build.
        table: the import table.
        condition: over a row of `source_<table>`.
        column: the column at fault, whose text is kept as it was written.
        reason: why, as a code.
    """
    db.execute(
        f"""
        insert into refusal
        select ?, row.source_file, row.source_line, ?,
            coalesce(row.{column}::varchar, fault.value), {reason}
        from source_{table} as row
        left join (
            select distinct on (source_file, source_line) * from fault
            where table_name = ? and column_name = ?
            order by source_file, source_line, finding = 'formula_value', finding
        ) as fault
            on fault.source_file = row.source_file and fault.source_line = row.source_line
        where ({condition})
            and not exists (
                from refusal as earlier
                where earlier.table_name = ? and earlier.source_file = row.source_file
                    and earlier.source_line = row.source_line
            )
        """,
        [table, column, table, column, table],
    )


def set_aside(db: duckdb.DuckDBPyConnection, table: str, loaded: Iterable[Loaded]) -> int:
    """Move the marked rows of *table* to quarantine; how many they are."""
    marked = db.execute("select count(*) from refusal where table_name = ?", [table]).fetchall()
    if not marked[0][0]:
        return 0
    for one in loaded:
        db.execute(
            f"""
            insert into quarantine
            select refusal.*, {row_json(one.raw)}
            from refusal join {one.raw.relation} as row using (source_file, source_line)
            where refusal.table_name = ?
            """,
            [table],
        )
    _keep_cells(db, table)
    _forget(db, table)
    return int(marked[0][0])


def _keep_cells(db: duckdb.DuckDBPyConnection, table: str) -> None:
    """Keep every cell at fault of the marked rows, the one they are refused for too."""
    db.execute(
        """
        insert into rejected_cell
        select table_name, source_file, source_line, column_name, value, reason
        from refusal where table_name = $table
        union all
        select fault.table_name, fault.source_file, fault.source_line, fault.column_name,
            fault.value, fault.finding
        from fault join refusal using (table_name, source_file, source_line)
        where table_name = $table
            and (fault.column_name <> refusal.column_name or fault.finding = 'formula_value')
        """,
        {"table": table},
    )


def _forget(db: duckdb.DuckDBPyConnection, table: str) -> None:
    """Delete the marked rows from their table, keeping the keys others may refer to."""
    joined = (
        f"refusal.table_name = '{table}' and refusal.source_file = row.source_file "
        "and refusal.source_line = row.source_line"
    )
    key = columns.tables()[table].key[0]
    db.execute(
        f"insert into refused_key select '{table}', row.{key} "
        f"from source_{table} as row join refusal on {joined}"
    )
    db.execute(f"delete from source_{table} as row using refusal where {joined}")
    db.execute("delete from refusal where table_name = ?", [table])
