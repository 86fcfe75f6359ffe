-- What became of the rows of each table in a division between two snapshots. In every row,
-- old_rows + added - removed + moved_in - moved_out = new_rows.
--
-- grain:   table_name
-- reads:   compared_place, division_path
-- inputs:
--     view      VARCHAR  management or legal
--     division  VARCHAR  division code; empty for everything
-- columns:
--     table_name  VARCHAR  household, member or monitor_case
--     old_rows    BIGINT   rows before
--     new_rows    BIGINT   rows now
--     added       BIGINT   not there before
--     removed     BIGINT   not there now
--     changed     BIGINT   some cell differs
--     renamed     BIGINT   known again under another number
--     moved_in    BIGINT   came from a village outside
--     moved_out   BIGINT   went to a village outside
-- order:   table_name

with

inside as (

    select compared_place.*
    from compared_place
    where $division = '' or exists (
        select 1
        from division_path
        where division_path.view = $view
            and division_path.leaf_code = compared_place.village_code
            and division_path.ancestor_code = $division
    )

)

select
    inside.table_name,
    cast(sum(inside.old_rows) as bigint) as old_rows,
    cast(sum(inside.new_rows) as bigint) as new_rows,
    cast(sum(inside.added) as bigint) as added,
    cast(sum(inside.removed) as bigint) as removed,
    cast(sum(inside.changed) as bigint) as changed,
    cast(sum(inside.renamed) as bigint) as renamed,
    cast(sum(inside.moved_in) as bigint) as moved_in,
    cast(sum(inside.moved_out) as bigint) as moved_out
from inside
group by inside.table_name
order by inside.table_name
