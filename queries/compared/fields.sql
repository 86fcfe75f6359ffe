-- Which columns differ between two snapshots in a division, and in how many rows.
--
-- grain:   column_name
-- reads:   compared_field, division_path
-- inputs:
--     view      VARCHAR  management or legal
--     division  VARCHAR  division code
--     kind      VARCHAR  table: household, member or monitor_case
--     operator  VARCHAR  one operator's rows only; empty for all
-- columns:
--     column_name  VARCHAR  the column
--     rows         BIGINT   rows in which it differs
--     filled       BIGINT   of which it was empty before
--     emptied      BIGINT   of which it is empty now
--     villages     BIGINT   villages they lie in  [村]
-- order:   rows desc, column_name

select
    compared_field.column_name,
    count(compared_field.row_key) as rows,
    count(compared_field.row_key) filter (compared_field.was_empty) as filled,
    count(compared_field.row_key) filter (compared_field.is_empty) as emptied,
    count(distinct compared_field.village_code) as villages
from compared_field
join division_path
    on division_path.view = $view
    and division_path.leaf_code = compared_field.village_code
    and division_path.ancestor_code = $division
where compared_field.table_name = $kind
    and ($operator = '' or compared_field.operator = $operator)
group by compared_field.column_name
order by rows desc, compared_field.column_name
