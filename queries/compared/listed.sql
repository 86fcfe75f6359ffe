-- The rows that differ between two snapshots in a division, each cell that differs on a line of its own;
-- a row that was added, removed or only renamed has one line without a column.
--
-- grain:   row_key, column_name
-- reads:   compared_row, compared_field, division_path, division_tree
-- inputs:
--     view      VARCHAR  management or legal
--     division  VARCHAR  division code
--     kind      VARCHAR  table: household, member or monitor_case
--     change    VARCHAR  added, removed, changed or renamed; empty for all
--     operator  VARCHAR  one operator's rows only; empty for all
--     cell      VARCHAR  one column only; empty for all
--     skip      INTEGER  rows left out before
--     take      INTEGER  rows listed at most
-- columns:
--     row_key       VARCHAR  key of the row; of a row removed, its key before
--     old_key       VARCHAR  its key before; null when it was added
--     household_id  VARCHAR  its household
--     village_name  VARCHAR  its village
--     operator      VARCHAR  who entered it
--     change        VARCHAR  added, removed, changed or renamed
--     evidence      VARCHAR  why a renamed row is the same: codes between commas
--     column_name   VARCHAR  the column that differs; empty when none does
--     old_value     VARCHAR  its cell before; null when it was empty or is hidden from the reader
--     new_value     VARCHAR  its cell now; the same
--     was_empty     BOOLEAN  the cell was empty before
--     is_empty      BOOLEAN  the cell is empty now
-- order:   village_code, row_key, column_name

with

behind as (

    select compared_row.*
    from compared_row
    join division_path
        on division_path.view = $view
        and division_path.leaf_code = compared_row.village_code
        and division_path.ancestor_code = $division
    where compared_row.table_name = $kind
        and ($change = '' or compared_row.change = $change)
        and ($operator = '' or compared_row.operator = $operator)
        and ($cell = '' or exists (
            select 1
            from compared_field
            where compared_field.table_name = compared_row.table_name
                and compared_field.row_key = compared_row.row_key
                and compared_field.column_name = $cell
        ))
    order by compared_row.village_code, compared_row.row_key
    limit $take offset $skip

)

select
    behind.row_key,
    behind.old_key,
    behind.household_id,
    division_tree.short_name as village_name,
    behind.operator,
    behind.change,
    behind.evidence,
    coalesce(compared_field.column_name, '') as column_name,
    compared_field.old_value,
    compared_field.new_value,
    compared_field.was_empty,
    compared_field.is_empty
from behind
left join division_tree
    on division_tree.view = $view
    and division_tree.division_code = behind.village_code
left join compared_field
    on compared_field.table_name = behind.table_name
    and compared_field.row_key = behind.row_key
    and ($cell = '' or compared_field.column_name = $cell)
order by behind.village_code, behind.row_key, coalesce(compared_field.column_name, '')
