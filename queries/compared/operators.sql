-- What differs between two snapshots in a division, by who entered the rows: of households and members
-- whoever collected the household, of monitoring cases the account that entered them.
--
-- grain:   operator
-- reads:   compared_row, division_path
-- inputs:
--     view      VARCHAR  management or legal
--     division  VARCHAR  division code
--     kind      VARCHAR  table: household, member or monitor_case
-- columns:
--     operator  VARCHAR  account or staff number; empty when not told
--     added     BIGINT   not there before
--     removed   BIGINT   not there now
--     changed   BIGINT   some cell differs
--     renamed   BIGINT   known again under another number
--     villages  BIGINT   villages they lie in  [村]
-- order:   added + removed + changed + renamed desc, operator

select
    coalesce(compared_row.operator, '') as operator,
    count(compared_row.row_key) filter (compared_row.change = 'added') as added,
    count(compared_row.row_key) filter (compared_row.change = 'removed') as removed,
    count(compared_row.row_key) filter (compared_row.change = 'changed') as changed,
    count(compared_row.row_key) filter (compared_row.change = 'renamed') as renamed,
    count(distinct compared_row.village_code) as villages
from compared_row
join division_path
    on division_path.view = $view
    and division_path.leaf_code = compared_row.village_code
    and division_path.ancestor_code = $division
where compared_row.table_name = $kind
group by coalesce(compared_row.operator, '')
order by count(compared_row.row_key) desc, operator
limit 200
