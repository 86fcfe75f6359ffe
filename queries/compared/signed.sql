-- How many of the rows that differ in a division are signed, and how: of several signatures over a row
-- the last stands.
--
-- grain:   table_name, verdict
-- reads:   compared_row, compared_field, division_path
-- inputs:
--     view       VARCHAR    management or legal
--     division   VARCHAR    division code
--     numbers    BIGINT[]   signatures, in the order they were given
--     divisions  VARCHAR[]  the division of each
--     kinds      VARCHAR[]  its table
--     changes    VARCHAR[]  its way of changing; empty for all
--     operators  VARCHAR[]  its operator; empty for all
--     cells      VARCHAR[]  its column; empty for all
--     verdicts   VARCHAR[]  approved, questioned or rejected
-- columns:
--     table_name  VARCHAR  household, member or monitor_case
--     verdict     VARCHAR  approved, questioned, rejected, or unsigned
--     rows        BIGINT   rows that differ
-- order:   table_name, verdict

with

signed as (

    select
        unnest(cast($numbers as bigint[])) as number,
        unnest(cast($divisions as varchar[])) as division_code,
        unnest(cast($kinds as varchar[])) as kind,
        unnest(cast($changes as varchar[])) as change,
        unnest(cast($operators as varchar[])) as operator,
        unnest(cast($cells as varchar[])) as cell,
        unnest(cast($verdicts as varchar[])) as verdict

),

behind as (

    select compared_row.*
    from compared_row
    join division_path
        on division_path.view = $view
        and division_path.leaf_code = compared_row.village_code
        and division_path.ancestor_code = $division

),

reached as (

    select
        behind.table_name,
        behind.row_key,
        behind.change,
        signed.number,
        signed.verdict
    from behind
    join signed
        on signed.kind = behind.table_name
        and (signed.change = '' or signed.change = behind.change)
        and (signed.operator = '' or signed.operator = behind.operator)
    join division_path as within
        on within.view = $view
        and within.leaf_code = behind.village_code
        and within.ancestor_code = signed.division_code
    where signed.cell = '' or exists (
        select 1
        from compared_field
        where compared_field.table_name = behind.table_name
            and compared_field.row_key = behind.row_key
            and compared_field.column_name = signed.cell
    )

),

standing as (

    select table_name, row_key, change, max_by(verdict, number) as verdict
    from reached
    group by table_name, row_key, change

)

select
    behind.table_name,
    coalesce(standing.verdict, 'unsigned') as verdict,
    count(*) as rows
from behind
left join standing
    on standing.table_name = behind.table_name
    and standing.row_key = behind.row_key
    and standing.change = behind.change
group by behind.table_name, coalesce(standing.verdict, 'unsigned')
order by behind.table_name, verdict
