"""What differs between two attached snapshots: rows by their digests, then cell by cell."""

from collections.abc import Iterator
from typing import Final

import duckdb

from holdline.build.digests import COMPARED
from holdline.build.quoting import identifier
from holdline.reference import columns

PLACED = "placed_code"
TABLES = """
create table compared_row (
    table_name varchar, row_key varchar, old_key varchar, household_id varchar,
    village_code varchar, old_village_code varchar, operator varchar, change varchar,
    evidence varchar
);
create table compared_field (
    table_name varchar, row_key varchar, household_id varchar, village_code varchar,
    operator varchar, column_name varchar, old_value varchar, new_value varchar,
    was_empty boolean, is_empty boolean
);
create temp table place as
select
    coalesce(new.table_name, old.table_name) as table_name,
    coalesce(new.village_code, old.village_code) as village_code,
    coalesce(old.rows, 0) as old_rows,
    coalesce(new.rows, 0) as new_rows,
    old.digest is distinct from new.digest as differs
from old_place as old
full join new_place as new
    on new.table_name = old.table_name and new.village_code = old.village_code;
create temp table differing as
select
    coalesce(new.table_name, old.table_name) as table_name,
    coalesce(new.row_key, old.row_key) as row_key,
    old.village_code as old_village_code,
    new.village_code as new_village_code,
    case when old.row_key is null then 'added'
        when new.row_key is null then 'removed'
        when old.digest <> new.digest then 'changed'
        else 'moved' end as change
from (
    from old_digest semi join (from place where differs) using (table_name, village_code)
) as old
full join (
    from new_digest semi join (from place where differs) using (table_name, village_code)
) as new
    on new.table_name = old.table_name and new.row_key = old.row_key
where old.digest is distinct from new.digest
    or old.village_code is distinct from new.village_code
"""
# Who entered a row: of a member, whoever collected its household.
OPERATORS: Final = {
    "household": "coalesce(new.collector_id, old.collector_id)",
    "member": "coalesce(new_home.collector_id, old_home.collector_id)",
    "monitor_case": "coalesce(new.entered_by, old.entered_by)",
}
HOMES = """
left join old.main.source_household as old_home on old_home.household_id = old.household_id
left join new.main.source_household as new_home on new_home.household_id = new.household_id
"""
# A cell that differs only because its household bears another number now says nothing new.
CARRIED = """
delete from compared_field where column_name = 'household_id' and exists (
    from link where table_name = 'household'
        and old_key = compared_field.old_value and new_key = compared_field.new_value
);
delete from compared_row where change = 'changed' and not exists (
    from compared_field where compared_field.table_name = compared_row.table_name
        and compared_field.row_key = compared_row.row_key
)
"""
PLACES = """
create table compared_place as
with step as (
    select table_name, village_code, 'old_rows' as what, old_rows as rows from place
    union all
    select table_name, village_code, 'new_rows', new_rows from place
    union all
    select table_name, village_code, change, count(*) from compared_row group by all
    union all
    select table_name, new_village_code, 'moved_in', count(*) from differing
    where old_village_code <> new_village_code group by all
    union all
    select table_name, old_village_code, 'moved_out', count(*) from differing
    where old_village_code <> new_village_code group by all
    union all
    select table_name, village_code, 'moved_in', count(*) from compared_row
    where change = 'renamed' and old_village_code <> village_code group by all
    union all
    select table_name, old_village_code, 'moved_out', count(*) from compared_row
    where change = 'renamed' and old_village_code <> village_code group by all
)
select
    table_name,
    village_code,
    {counts}
from step group by table_name, village_code order by table_name, village_code
"""
COUNTS: Final = (
    "old_rows", "new_rows", "added", "removed", "changed", "renamed", "moved_in", "moved_out",
)  # fmt: skip


def rows(db: duckdb.DuckDBPyConnection) -> None:
    """Make compared_row, every row that was added, removed or changed, and an empty compared_field.

    Args:
        db: has `old` and `new` attached, and their digests as old_digest, new_digest, old_place
            and new_place.
    """
    db.execute(TABLES)
    for table in COMPARED:
        key = identifier(columns.tables()[table].key[0])
        db.execute(
            f"""
            insert into compared_row
            select differing.table_name, coalesce(new.{key}, old.{key}), old.{key},
                coalesce(new.household_id, old.household_id),
                coalesce(new_village_code, old_village_code),
                old_village_code, {OPERATORS[table]}, differing.change, null
            from differing
            left join old.main.source_{table} as old on hash(old.{key}) = differing.row_key
            left join new.main.source_{table} as new on hash(new.{key}) = differing.row_key
            {HOMES if table == "member" else ""}
            where differing.table_name = '{table}' and differing.change <> 'moved'
            """
        )


def fields(db: duckdb.DuckDBPyConnection) -> None:
    """Fill compared_field with every cell that differs; rows without any leave compared_row."""
    for table in COMPARED:
        pairs = _pairs(table)
        for name in _differing(db, table, pairs):
            column = identifier(name)
            db.execute(
                f"""
                insert into compared_field
                select '{table}', row_key, household_id, village_code, operator, '{name}',
                    old_value::varchar, new_value::varchar, old_value is null, new_value is null
                from (
                    select own.*, old.{column} as old_value, new.{column} as new_value from {pairs}
                ) where old_value is distinct from new_value
                """
            )
    db.execute(CARRIED)


def places(db: duckdb.DuckDBPyConnection) -> None:
    """Make compared_place: both sides' rows, and what became of them, by table and village."""
    counts = ",\n    ".join(
        f"cast(coalesce(sum(rows) filter (what = '{one}'), 0) as bigint) as {one}" for one in COUNTS
    )
    db.execute(PLACES.replace("{counts}", counts))


def _pairs(table: str) -> str:
    key = identifier(columns.tables()[table].key[0])
    return (
        "(select * from compared_row "
        f"where table_name = '{table}' and change in ('changed', 'renamed')) as own "
        f"join old.main.source_{table} as old on old.{key} = own.old_key "
        f"join new.main.source_{table} as new on new.{key} = own.row_key"
    )


def _differing(db: duckdb.DuckDBPyConnection, table: str, pairs: str) -> Iterator[str]:
    """The columns that differ in some pair; one pass finds them, most have none."""
    held = set(_held(db, "old", table)) & set(_held(db, "new", table))
    own = columns.tables()[table].key[0]
    names = [one.identifier for one in columns.table(table)] + [PLACED]
    asked = [name for name in names if name in held and name != own]
    tests = ", ".join(
        f"bool_or(old.{identifier(name)} is distinct from new.{identifier(name)})" for name in asked
    )
    found = db.execute(f"select {tests} from {pairs}").fetchall()[0]
    return (name for name, differs in zip(asked, found, strict=True) if differs)


def _held(db: duckdb.DuckDBPyConnection, side: str, table: str) -> list[str]:
    rows = db.execute(
        "select column_name from duckdb_columns() where database_name = ? and table_name = ?",
        [side, f"source_{table}"],
    ).fetchall()
    return [row[0] for row in rows]
