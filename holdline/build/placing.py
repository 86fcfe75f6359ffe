"""Place rows: at divisions of the provinces present, and below the households they belong to."""

from collections.abc import Iterable
from datetime import date

import duckdb

from holdline.build.loading import Loaded
from holdline.build.refusing import refuse
from holdline.reference import columns, divisions
from holdline.reference.columns import Reference

ELSEWHERE = """
insert into fault
select 'household', source_file, source_line, 'village_code', village_code,
    case when length(placed_code) < 12 then 'village_unknown' else 'village_replaced' end,
    placed_code
from source_household
where length(placed_code) < 12 or placed_code <> village_code
    and village_code in (select division_code from source_division)
"""
STANDING = (
    "coalesce(valid_from_on, date '1900-01-01') <= $as_of "
    "and coalesce(valid_to_on, date '9999-12-31') > $as_of"
)
# A division counts when it stands that day and so do all above it. One that has ended stands for
# the one that carries its rows on, and another system's code for the division that bears it.
PLACES = f"""
create or replace temp table place as
with recursive standing as (
    select division_code, level, system_codes, coalesce(manager_code, parent_code) as above_code
    from source_division where {STANDING}
),
rooted as (
    select division_code, level, system_codes from standing where level = '1'
    union
    select standing.division_code, standing.level, standing.system_codes
    from standing join rooted on rooted.division_code = standing.above_code
),
ended as (
    select division_code, successor_code from source_division
    where successor_code is not null and not ({STANDING})
),
carried as (
    select division_code, successor_code, 1 as nth from ended
    union all
    select carried.division_code, ended.successor_code, carried.nth + 1
    from carried join ended on ended.division_code = carried.successor_code
    where carried.nth < 9
),
meant as (
    select division_code as code, division_code, level, 0 as nth from rooted
    union all
    select carried.division_code, rooted.division_code, rooted.level, carried.nth
    from carried join rooted on rooted.division_code = carried.successor_code
    union all
    select unnest(string_split_regex(system_codes, '[,，、;； ]+')), division_code, level, 10
    from rooted where system_codes is not null
)
select distinct on (code) code, division_code, level from meant
order by code, nth, division_code
"""
OVERLAPPING = f"""
create or replace temp table overlapping as
select source_file, source_line from source_division where {STANDING}
qualify row_number() over (
    partition by division_code order by valid_from_on desc nulls last, rowid
) > 1
"""
MISPLACED = """
create or replace temp table misplaced as
select village_code, coalesce(own.division_code, above.division_code) as placed_code
from (select distinct village_code from source_household where village_code is not null) as held
left join place as own on own.code = village_code and own.level in ('4', '5')
left join place as above on above.code = village_code[1:9] and above.level = '4'
where own.division_code is distinct from village_code or own.level <> '5'
"""


def refuse_overlapping(db: duckdb.DuckDBPyConnection, as_of: date) -> None:
    """Mark divisions of which a later row of the same code stands on the same day."""
    db.execute(OVERLAPPING, {"as_of": as_of})
    later = "(row.source_file, row.source_line) in (from overlapping)"
    refuse(db, "division", later, column="division_code", reason="'division_overlaps'")


def complete_divisions(db: duckdb.DuckDBPyConnection, as_of: date) -> None:
    """Add the shipped divisions of the provinces present, where the files have none of their code.

    Makes the temporary tables `known_division`, every code shipped or imported, and `place`, the
    division that each code means on the day *as_of*.
    """
    present = db.execute(
        """
        select distinct code[1:2] as province from (
            select village_code as code from source_household
            union all select division_code from source_division
        ) where regexp_full_match(province, '[0-9]{2}') order by 1
        """
    ).fetchall()
    _add_shipped(db, [row[0] for row in present])
    nation = divisions.shipped(()).select("division_code")
    db.register("shipped_division", nation)
    db.execute(
        "create or replace temp table known_division as "
        "select division_code from source_division union select division_code from shipped_division"
    )
    db.unregister("shipped_division")
    db.execute(PLACES, {"as_of": as_of})


def _add_shipped(db: duckdb.DuckDBPyConnection, provinces: list[str]) -> None:
    if not provinces:
        return
    rows = divisions.shipped(provinces)
    names = [one.identifier for one in columns.table("division") if one.identifier in rows.columns]
    db.register("shipped_division", rows)
    db.execute(
        f"insert into source_division ({', '.join(names)}) select {', '.join(names)} "
        "from shipped_division "
        "where division_code not in (select division_code from source_division) "
        "order by division_code"
    )
    db.unregister("shipped_division")


def place_households(db: duckdb.DuckDBPyConnection) -> None:
    """Place each household at its village, else its township with a finding; mark the others."""
    db.execute(MISPLACED)
    db.execute(
        "update source_household as row set placed_code = misplaced.placed_code "
        "from misplaced where row.village_code = misplaced.village_code"
    )
    refuse(
        db, "household", "row.placed_code is null", column="village_code",
        reason="'division_unknown'",
    )  # fmt: skip
    db.execute(ELSEWHERE)


def refuse_unowned(db: duckdb.DuckDBPyConnection, table: str) -> None:
    """Mark the rows whose owner is not held, or that nothing places."""
    references = columns.tables()[table].references
    owners = [one for one in references if one.is_owner]
    for owner in owners:
        _refuse_without(db, table, owner)
    if references and not owners and table != "division":
        found = " or ".join(f"coalesce({_is_found(one)}, false)" for one in references)
        column = references[0].columns[0]
        refuse(db, table, f"not ({found})", column=column, reason="'nowhere_placed'")


def note_unfound(db: duckdb.DuckDBPyConnection, table: str) -> None:
    """Note the cells that name a row of another table that is not held."""
    for reference in columns.tables()[table].references:
        if reference.is_owner:
            continue
        filled = " and ".join(f"row.{name} is not null" for name in reference.columns)
        name = reference.columns[-1]
        db.execute(
            f"""
            insert into fault
            select '{table}', source_file, source_line, '{name}', row.{name}::varchar,
                'reference_unknown', null
            from source_{table} as row
            where source_line is not null and {filled} and not ({_is_found(reference)})
            """
        )


def _refuse_without(db: duckdb.DuckDBPyConnection, table: str, owner: Reference) -> None:
    if table == "household":
        return  # placed by place_households, at an ancestor where need be
    name = owner.columns[0]
    reason = (
        f"case when row.{name} in (select key from refused_key where table_name = '{owner.table}') "
        f"then '{owner.table}_quarantined' else '{owner.table}_unknown' end"
    )
    refuse(db, table, f"not coalesce({_is_found(owner)}, false)", column=name, reason=reason)


def _is_found(reference: Reference) -> str:
    """SQL of whether what a row refers to is held; a division, or the township it lies in."""
    if reference.table == "division":
        name = reference.columns[0]
        known = "select division_code from known_division union all select code from place"
        above = f" or row.{name}[1:9] in ({known})" if name == "village_code" else ""
        return f"row.{name} in ({known}){above}"
    key = columns.tables()[reference.table].key
    pairs = " and ".join(
        f"held.{theirs} = row.{ours}" for theirs, ours in zip(key, reference.columns, strict=False)
    )
    return f"exists (from source_{reference.table} as held where {pairs})"


def order() -> Iterable[str]:
    """The tables, each after those its rows are owned or placed by."""
    placed: list[str] = []
    waiting = list(columns.tables().values())
    while waiting:
        ready = next(
            one
            for one in waiting
            if all(
                ref.table in {*placed, one.name} or not _places(one.name, ref)
                for ref in one.references
            )
        )
        waiting.remove(ready)
        placed.append(ready.name)
    return placed


def _places(table: str, reference: Reference) -> bool:
    has_owner = any(one.is_owner for one in columns.tables()[table].references)
    return reference.is_owner or not has_owner


def loaded_of(loaded: Iterable[Loaded], table: str) -> list[Loaded]:
    """Those of *loaded* that stand in *table*."""
    return [one for one in loaded if one.raw.table == table]
