"""Know a household again whose number changed: by its head, its members, and where it lies.

A household that is gone and one that is new are the same when they have the same head's number,
or share at least half of their members, and neither fits another as well. A member is known again
by their own number within such a household, a monitoring case by its month and type.
"""

import duckdb

LINKS = """
create table link (table_name varchar, old_key varchar, new_key varchar, evidence varchar);
create temp table gone as
select row_key as household_id, old_village_code as village_code from compared_row
where table_name = 'household' and change = 'removed';
create temp table come as
select row_key as household_id, village_code from compared_row
where table_name = 'household' and change = 'added';
"""
NUMBER = "upper(left(nullif(trim({}), ''), 18))"
HOUSEHOLDS = f"""
insert into link
with
old_person as (
    select household_id, {NUMBER.format("id_number")} as number
    from old.main.source_member where household_id in (select household_id from gone)
),
new_person as (
    select household_id, {NUMBER.format("id_number")} as number
    from new.main.source_member where household_id in (select household_id from come)
),
old_size as (select household_id, count(*) as people from old_person group by all),
new_size as (select household_id, count(*) as people from new_person group by all),
shared as (
    select old_person.household_id as old_id, new_person.household_id as new_id,
        count(distinct number) as people
    from old_person join new_person using (number)
    where length(number) >= 15 group by all
),
headed as (
    select old.household_id as old_id, new.household_id as new_id
    from old.main.source_household as old
    join new.main.source_household as new
        on {NUMBER.format("old.head_id_number")} = {NUMBER.format("new.head_id_number")}
    where length({NUMBER.format("old.head_id_number")}) >= 15
        and old.household_id in (select household_id from gone)
        and new.household_id in (select household_id from come)
),
candidate as (
    select old_id, new_id from headed union select old_id, new_id from shared
),
judged as (
    select
        candidate.old_id, candidate.new_id,
        headed.old_id is not null as has_head,
        coalesce(shared.people, 0) as people,
        greatest(coalesce(old_size.people, 0), coalesce(new_size.people, 0)) as most,
        gone.village_code = come.village_code as is_near
    from candidate
    left join headed using (old_id, new_id)
    left join shared using (old_id, new_id)
    left join old_size on old_size.household_id = candidate.old_id
    left join new_size on new_size.household_id = candidate.new_id
    join gone on gone.household_id = candidate.old_id
    join come on come.household_id = candidate.new_id
),
scored as (
    select *, has_head::integer * 1000 + people * 10 + is_near::integer as score
    from judged where has_head or people * 2 >= most
),
ranked as (
    select *,
        rank() over (partition by old_id order by score desc) as old_rank,
        rank() over (partition by new_id order by score desc) as new_rank
    from scored
),
best as (
    select * from ranked where old_rank = 1 and new_rank = 1
    qualify count(*) over (partition by old_id) = 1 and count(*) over (partition by new_id) = 1
)
select 'household', old_id, new_id, concat_ws(
    ',',
    case when has_head then 'head_number' end,
    case when people = most and most > 0 then 'all_members'
        when people > 0 then 'some_members' end,
    case when is_near then 'same_place' else 'other_place' end
)
from best
"""
WITHIN = """
insert into link
select '{table}', old.row_key, new.row_key, 'household_renamed'
from (
    select row_key, {columns}, link.new_key as household_id
    from old.main.source_{table} as own
    join compared_row on compared_row.table_name = '{table}' and change = 'removed'
        and compared_row.row_key = own.{key}
    join link on link.table_name = 'household' and link.old_key = own.household_id
) as old
join (
    select row_key, {columns}, own.household_id
    from new.main.source_{table} as own
    join compared_row on compared_row.table_name = '{table}' and change = 'added'
        and compared_row.row_key = own.{key}
) as new using (household_id, {columns})
qualify count(*) over (partition by old.row_key) = 1
    and count(*) over (partition by new.row_key) = 1
"""
RENAMED = """
create temp table renamed as
select new.table_name, new.row_key, link.old_key, new.household_id, new.village_code,
    old.old_village_code, new.operator, 'renamed' as change, link.evidence
from link
join compared_row as new
    on new.table_name = link.table_name and new.row_key = link.new_key and new.change = 'added'
join compared_row as old
    on old.table_name = link.table_name and old.row_key = link.old_key and old.change = 'removed';
delete from compared_row using renamed
where compared_row.table_name = renamed.table_name and (
    compared_row.change = 'added' and compared_row.row_key = renamed.row_key
    or compared_row.change = 'removed' and compared_row.row_key = renamed.old_key
);
insert into compared_row from renamed
"""


def link(db: duckdb.DuckDBPyConnection) -> None:
    """Turn pairs of a row removed and one added into one that is renamed, with the evidence.

    Makes the table link: table_name, old_key, new_key, evidence (codes between commas).

    Args:
        db: has `old` and `new` attached and compared_row filled.
    """
    db.execute(LINKS)
    db.execute(HOUSEHOLDS)
    for table, key, columns in (
        ("member", "person_id", "id_number"),
        ("monitor_case", "case_id", "identified_month, monitor_type"),
    ):
        db.execute(WITHIN.format(table=table, key=key, columns=columns))
    db.execute(RENAMED)
