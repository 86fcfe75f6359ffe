-- The households whose positions the coordinate doctor doubts, as they stand and as proposed.
--
-- grain:   household_id
-- reads:   position_finding, position_repair, division_path, household, division_tree
-- inputs:
--     view      VARCHAR  management or legal
--     division  VARCHAR  division code
--     fault     VARCHAR  one kind only; empty for all
--     take      BIGINT   rows listed at most
-- columns:
--     household_id         VARCHAR  the household
--     head_name            VARCHAR  its head
--     town_name            VARCHAR  its township; null when placed above one
--     village_name         VARCHAR  its village; null when the village is unknown
--     kind                 VARCHAR  the fault
--     distance_km          DOUBLE   from the middle of its village; null when that is not known  [公里]
--     together             BIGINT   households on the very point; null unless that is the fault  [户]
--     longitude            DOUBLE   as declared  [度]
--     latitude             DOUBLE   as declared  [度]
--     proposed_longitude   DOUBLE   as proposed; null when only a visit helps  [度]
--     proposed_latitude    DOUBLE   as proposed; null when only a visit helps  [度]
-- order:   kind, village_code, household_id

select
    position_finding.household_id,
    household.head_name,
    town.short_name as town_name,
    village.short_name as village_name,
    position_finding.kind,
    position_finding.distance_km,
    position_finding.together,
    position_finding.longitude,
    position_finding.latitude,
    position_repair.longitude as proposed_longitude,
    position_repair.latitude as proposed_latitude
from position_finding
join division_path
    on division_path.view = $view
    and division_path.leaf_code = position_finding.village_code
    and division_path.ancestor_code = $division
join household
    on household.household_id = position_finding.household_id
left join position_repair
    on position_repair.household_id = position_finding.household_id
left join division_tree as village
    on village.view = $view
    and village.division_code = position_finding.village_code
    and village.level = 5
left join division_tree as town
    on town.view = $view
    and town.division_code = left(position_finding.village_code, 9)
where $fault = '' or position_finding.kind = $fault
order by position_finding.kind, position_finding.village_code, position_finding.household_id
limit $take
