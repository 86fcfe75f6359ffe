"""Note what is accepted although it is odd, so that someone can look at it."""

import duckdb

from holdline.reference import columns

LONGITUDES, LATITUDES = (73, 136), (3, 54)
POINTS = {
    "household": ("longitude", "latitude"),
    "division": ("office_longitude", "office_latitude"),
}
# What is left after costs may be below zero; what is earned or spent may not.
BALANCES = ("net_income", "income_per_head", "profit")
EMPTY_HOUSEHOLD = """
insert into fault
select 'household', source_file, source_line, 'member_count', member_count::varchar,
    'household_empty', null
from source_household as row
where household_id not in (select household_id from source_member)
    and household_id not in (
        select household_id from source_monitor_case where elimination_type = 'ELIM_NATURAL'
    )
"""
OPEN_TOGETHER = """
insert into fault
select 'monitor_case', source_file, source_line, 'case_id', case_id, 'cases_open_together', null
from source_monitor_case
where coalesce(not is_eliminated, true)
qualify count(*) over (partition by household_id) > 1
"""


def tidy_points(db: duckdb.DuckDBPyConnection) -> None:
    """Make two zeros missing, and note points whose longitude and latitude stand swapped."""
    for table, (x, y) in POINTS.items():
        db.execute(f"update source_{table} set {x} = null, {y} = null where {x} = 0 and {y} = 0")
        db.execute(
            f"""
            insert into fault
            select '{table}', source_file, source_line, '{x}', concat_ws(', ', {x}, {y}),
                'point_swapped', concat_ws(', ', {y}, {x})
            from source_{table}
            where source_line is not null
                and {x} between {LATITUDES[0]} and {LATITUDES[1]}
                and {y} between {LONGITUDES[0]} and {LONGITUDES[1]}
            """
        )


def note_empty(db: duckdb.DuckDBPyConnection, table: str) -> None:
    """Note the empty cells of columns that must be filled, save those that could not be read."""
    required = [one.identifier for one in columns.table(table) if one.required == "yes"]
    if not required:
        return
    counts = ", ".join(f"count(*) - count({name})" for name in required)
    empty = db.execute(f"select {counts} from source_{table}").fetchall()[0]
    for name, count in zip(required, empty, strict=True):
        if count:
            _note_empty(db, table, name)


def _note_empty(db: duckdb.DuckDBPyConnection, table: str, name: str) -> None:
    is_top = " and level <> '1'" if (table, name) == ("division", "parent_code") else ""
    db.execute(
        f"""
        insert into fault
        select '{table}', source_file, source_line, '{name}', null, 'required_empty', null
        from source_{table} as row
        where row.{name} is null and source_line is not null{is_top}
            and not exists (
                from fault
                where fault.table_name = '{table}' and fault.source_file = row.source_file
                    and fault.source_line = row.source_line and fault.column_name = '{name}'
            )
        """
    )


def note_numbers(db: duckdb.DuckDBPyConnection, table: str) -> None:
    """Note identity numbers of 15 digits, with the form of 18, and amounts below zero."""
    for column in columns.table(table):
        name = column.identifier
        if column.mask == "id_number":
            _note_number(db, table, name)
        if name.endswith("_yuan"):
            _note_amount(db, table, name)


def _note_number(db: duckdb.DuckDBPyConnection, table: str, name: str) -> None:
    db.execute(
        f"insert into fault select '{table}', source_file, source_line, '{name}', {name}, "
        f"'id_number_old', lengthened({name}) from source_{table} "
        f"where regexp_full_match({name}, '[0-9]{{15}}')"
    )


def _note_amount(db: duckdb.DuckDBPyConnection, table: str, name: str) -> None:
    finding = "amount_unusual" if any(map(name.count, BALANCES)) else "amount_negative"
    db.execute(
        f"insert into fault select '{table}', source_file, source_line, '{name}', "
        f"{name}::varchar, '{finding}', null from source_{table} where {name} < 0"
    )


def note_households(db: duckdb.DuckDBPyConnection) -> None:
    """Note households without members, and those with two cases open at once."""
    db.execute(EMPTY_HOUSEHOLD)
    db.execute(OPEN_TOGETHER)
