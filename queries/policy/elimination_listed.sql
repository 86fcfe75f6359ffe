-- Households by their place in the order of villages, as the simulator lists them.
--
-- grain:   place
-- reads:   elimination_fact, household, division_tree
-- inputs:
--     view    VARCHAR   management or legal
--     places  BIGINT[]  which: places of elimination_fact
-- columns:
--     place         BIGINT   its place in the order of villages
--     household_id  VARCHAR  number of the household
--     head_name     VARCHAR  head of household
--     village_name  VARCHAR  its village; null when unknown
--     town_name     VARCHAR  the township above; null when unknown
--     people        BIGINT   active members  [人]
-- order:   place

select
    elimination_fact.place,
    elimination_fact.household_id,
    household.head_name,
    village.short_name as village_name,
    town.short_name as town_name,
    elimination_fact.people
from elimination_fact
join household
    on household.household_id = elimination_fact.household_id
    and household.village_code = elimination_fact.village_code
left join division_tree as village
    on village.view = $view
    and village.division_code = elimination_fact.village_code
left join division_tree as town
    on town.view = $view
    and town.division_code = village.parent_code
where elimination_fact.place in (select unnest($places))
order by elimination_fact.place
