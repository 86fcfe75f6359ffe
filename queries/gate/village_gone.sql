-- Villages that had households and have none now; one whose households moved to another is not gone.
--
-- grain:   cluster
-- reads:   compared_place, division_tree
-- inputs:
--     gate_village_households  INTEGER  least households it had
-- columns:
--     cluster  VARCHAR  village code
--     named    VARCHAR  its name; null when it has none of its own
--     rows     BIGINT   households it had  [户]
--     base     BIGINT   the same  [户]
-- order:   rows desc, cluster

select
    compared_place.village_code as cluster,
    division_tree.short_name as named,
    compared_place.removed as rows,
    compared_place.old_rows as base
from compared_place
left join division_tree
    on division_tree.view = 'management'
    and division_tree.division_code = compared_place.village_code
where compared_place.table_name = 'household'
    and compared_place.new_rows = 0
    and compared_place.removed >= $gate_village_households
order by rows desc, cluster
