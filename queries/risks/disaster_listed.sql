-- The households tagged with a disaster in one state at the end of a month.
--
-- grain:   household_id
-- reads:   household, spell, division_path, division_tree
-- inputs:
--     view      VARCHAR  management or legal
--     division  VARCHAR  division code
--     month     DATE     first day of the month
--     figure    VARCHAR  tagged, open, eliminated or untouched
--     key       VARCHAR  name of the disaster
-- columns:
--     household_id      VARCHAR  the household
--     head_name         VARCHAR  its head
--     town_name         VARCHAR  its township; null when placed above one
--     village_name      VARCHAR  its village; null when the village is unknown
--     household_type    VARCHAR  code of list household_type
--     swept_on          DATE     day of the sweep
--     sweep_result      VARCHAR  code of list sweep_result
--     identified_month  DATE     month its latest monitoring by then began; null when none
-- order:   village_code, household_id

with

history as (

    select
        household_id,
        max(identified_month) as identified_month,
        bool_or(closed_month is null or closed_month > $month) as is_open
    from spell
    where identified_month <= $month
    group by household_id

)

select
    household.household_id,
    household.head_name,
    town.short_name as town_name,
    village.short_name as village_name,
    household.household_type,
    household.swept_on,
    household.sweep_result,
    history.identified_month
from household
join division_path
    on division_path.leaf_code = household.village_code and division_path.view = $view and division_path.ancestor_code = $division
left join history
    on history.household_id = household.household_id
left join division_tree as village
    on village.view = $view and village.division_code = household.village_code and village.level = 5
left join division_tree as town
    on town.view = $view and town.division_code = left(household.village_code, 9)
where household.disaster_tag = $key
    and case $figure
        when 'tagged' then true
        when 'open' then coalesce(history.is_open, false)
        when 'eliminated' then history.household_id is not null and not history.is_open
        when 'untouched' then history.household_id is null
    end
order by household.village_code, household.household_id
