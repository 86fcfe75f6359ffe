-- Households found by their whole number or its beginning, by the whole name of a member, or by the
-- beginning of a village's name, within a division.
--
-- grain:   household_id
-- reads:   household, name_index, division_path, division_tree
-- inputs:
--     view      VARCHAR  management or legal
--     division  VARCHAR  division code searched in
--     words     VARCHAR  what was typed, trimmed; at least two characters
--     take      BIGINT   rows listed at most
-- columns:
--     household_id    VARCHAR  the household
--     head_name       VARCHAR  its head
--     town_name       VARCHAR  its township
--     village_name    VARCHAR  its village
--     household_type  VARCHAR  code of list household_type
--     people          BIGINT   active members  [人]
--     found_by        VARCHAR  number, name or village
-- order:   found_by, household_id

with

place as (

    select leaf_code
    from division_path
    where view = $view
        and ancestor_code = $division

),

found as (

    select household_id, 'number' as found_by
    from household
    where starts_with(household_id, $words)
    union
    select household_id, 'name'
    from name_index
    where name_digest = sha256($words)
    union
    select household.household_id, 'village'
    from household
    join division_tree
        on division_tree.view = $view
        and division_tree.division_code = household.village_code
        and division_tree.level = 5
    where starts_with(division_tree.short_name, $words)
        or starts_with(division_tree.division_name, $words)

),

first_found as (

    select household_id, min(found_by) as found_by
    from found
    group by household_id

)

select
    household.household_id,
    household.head_name,
    town.short_name as town_name,
    village.short_name as village_name,
    household.household_type,
    household.people,
    first_found.found_by
from first_found
join household
    on household.household_id = first_found.household_id
join place
    on place.leaf_code = household.village_code
left join division_tree as village
    on village.view = $view
    and village.division_code = household.village_code
    and village.level = 5
left join division_tree as town
    on town.view = $view
    and town.division_code = left(household.village_code, 9)
    and town.level = 4
order by first_found.found_by, household.household_id
limit $take
