-- Households by their numbers, with what a list shows of each.
--
-- grain:   household_id
-- reads:   household, division_tree
-- inputs:
--     view        VARCHAR  management or legal
--     households  VARCHAR  numbers joined by commas
-- columns:
--     household_id    VARCHAR  the household
--     head_name       VARCHAR  its head
--     town_name       VARCHAR  its township; null when placed above one
--     village_name    VARCHAR  its village; null when the village is unknown
--     household_type  VARCHAR  code of list household_type
--     swept_on        DATE     day of the concentrated sweep
--     last_visited_on DATE     latest home visit
-- order:   household_id

select
    household.household_id,
    household.head_name,
    town.short_name as town_name,
    village.short_name as village_name,
    household.household_type,
    household.swept_on,
    household.last_visited_on
from household
join (select unnest(string_split($households, ',')) as household_id) as asked
    on asked.household_id = household.household_id
left join division_tree as village
    on village.view = $view
    and village.division_code = household.village_code
    and village.level = 5
left join division_tree as town
    on town.view = $view
    and town.division_code = left(household.village_code, 9)
order by household.household_id
