-- Households by their numbers, with where they are, for a list of visits.
--
-- grain:   household_id
-- reads:   household, division_tree
-- inputs:
--     view             VARCHAR    management or legal
--     homes            VARCHAR[]  numbers of households
-- columns:
--     household_id     VARCHAR    the household
--     head_name        VARCHAR    its head
--     village_code     VARCHAR    its village, or its township when the village is unknown
--     village_name     VARCHAR    its village's name; null when it is unknown
--     town_name        VARCHAR    its township's name
--     hamlet           VARCHAR    natural village or group
--     last_visited_on  DATE       latest home visit; null when not told
-- order:   village_code, household_id

select
    household.household_id,
    household.head_name,
    household.village_code,
    village.short_name as village_name,
    town.short_name as town_name,
    household.hamlet,
    household.last_visited_on
from household
left join division_tree as village
    on village.view = $view
    and village.division_code = household.village_code
    and village.level = 5
left join division_tree as town
    on town.view = $view
    and town.division_code = left(household.village_code, 9)
    and town.level = 4
where list_contains($homes, household.household_id)
order by household.village_code, household.household_id
