-- The changes behind a figure of the members page.
--
-- grain:   change_id
-- reads:   division_path, division_tree, source_member_change, household
-- inputs:
--     view      VARCHAR  management or legal
--     division  VARCHAR  division code
--     since  DATE  first day counted
--     on  DATE  day of the count
--     figure  VARCHAR  came, births, married_in, went, deaths, married_out, late or undated
-- columns:
--     change_id  VARCHAR  the change
--     household_id  VARCHAR  the household
--     head_name  VARCHAR  its head
--     village_name  VARCHAR  its village; null when unknown
--     name  VARCHAR  the member
--     member_change_reason  VARCHAR  code of list member_change_reason
--     changed_on  DATE  day it happened
--     recorded_on  DATE  day it was recorded
--     days_late  BIGINT  days in between  [天]
-- order:   item.changed_on, item.change_id

with

item as (

    select
        source_member_change.change_id, source_member_change.household_id, household.village_code, household.head_name,
        source_member_change.name, source_member_change.change_direction, source_member_change.member_change_reason,
        source_member_change.changed_on, source_member_change.recorded_on,
        date_diff('day', source_member_change.changed_on, source_member_change.recorded_on) as days_late
    from source_member_change
    join household on household.household_id = source_member_change.household_id
    where source_member_change.changed_on between $since and $on

)

select
    item.change_id,
    item.household_id,
    item.head_name,
    village.short_name as village_name,
    item.name,
    item.member_change_reason,
    item.changed_on,
    item.recorded_on,
    item.days_late
from item
join division_path
    on division_path.view = $view and division_path.ancestor_code = $division and division_path.leaf_code = item.village_code
left join division_tree as village
    on village.view = $view and village.division_code = item.village_code and village.level = 5
where case $figure
    when 'came' then item.change_direction = 'increase'
    when 'births' then item.member_change_reason = '01'
    when 'married_in' then item.member_change_reason = '02'
    when 'went' then item.change_direction = 'decrease'
    when 'deaths' then item.member_change_reason = '51'
    when 'married_out' then item.member_change_reason = '52'
    when 'late' then item.days_late > 30
    when 'undated' then item.recorded_on is null
end
order by item.changed_on, item.change_id
