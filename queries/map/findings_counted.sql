-- What the coordinate doctor found in a division, by kind, and for how many it proposes a place.
--
-- grain:   kind
-- reads:   position_finding, position_repair, division_path
-- inputs:
--     view      VARCHAR  management or legal
--     division  VARCHAR  division code
-- columns:
--     kind        VARCHAR  the fault
--     households  BIGINT   with it  [户]
--     repairable  BIGINT   of these, with a proposed place  [户]
-- order:   households desc, kind

select
    position_finding.kind,
    count(position_finding.household_id) as households,
    count(position_repair.household_id) as repairable
from position_finding
join division_path
    on division_path.view = $view
    and division_path.leaf_code = position_finding.village_code
    and division_path.ancestor_code = $division
left join position_repair
    on position_repair.household_id = position_finding.household_id
group by position_finding.kind
order by households desc, position_finding.kind
