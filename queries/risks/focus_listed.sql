-- The households behind a figure of the groups to be looked at first.
--
-- grain:   household_id
-- reads:   risk_focus, division_path, spell, household, division_tree
-- inputs:
--     view      VARCHAR  management or legal
--     division  VARCHAR  division code
--     month     DATE     first day of the month
--     on        DATE     day of the count, in that month
--     window    BIGINT   days within which one is new
--     figure    VARCHAR  fresh, monitored, swept, unseen or undated
--     key       VARCHAR  the group
-- columns:
--     household_id    VARCHAR  the household
--     head_name       VARCHAR  its head
--     town_name       VARCHAR  its township; null when placed above one
--     village_name    VARCHAR  its village; null when the village is unknown
--     household_type  VARCHAR  code of list household_type
--     members         BIGINT   members in the group  [人]
--     since_on        DATE     the latest day one came into it; null when not told
--     swept_on        DATE     day of the sweep
--     sweep_result    VARCHAR  code of list sweep_result
-- order:   village_code, household_id

with

monitored as (

    select household_id
    from spell
    where identified_month <= $month and (closed_month is null or closed_month > $month)
    group by household_id

)

select
    risk_focus.household_id,
    household.head_name,
    town.short_name as town_name,
    village.short_name as village_name,
    risk_focus.household_type,
    risk_focus.members,
    risk_focus.since_on,
    risk_focus.swept_on,
    risk_focus.sweep_result
from risk_focus
join division_path
    on division_path.leaf_code = risk_focus.village_code and division_path.view = $view and division_path.ancestor_code = $division
join household
    on household.household_id = risk_focus.household_id
left join monitored
    on monitored.household_id = risk_focus.household_id
left join division_tree as village
    on village.view = $view and village.division_code = risk_focus.village_code and village.level = 5
left join division_tree as town
    on town.view = $view and town.division_code = left(risk_focus.village_code, 9)
where risk_focus.household_type in ('HT_ORDINARY', 'HT_POV_NOT_ENJOY')
    and risk_focus.focus_group = $key
    and case when $figure = 'undated' then risk_focus.since_on is null
        else risk_focus.since_on between cast($on as date) - cast($window as integer) and $on end
    and case $figure
        when 'monitored' then monitored.household_id is not null
        when 'swept' then monitored.household_id is null and coalesce(risk_focus.swept_on between risk_focus.since_on and $on, false)
        when 'unseen' then monitored.household_id is null and not coalesce(risk_focus.swept_on between risk_focus.since_on and $on, false)
        else true
    end
order by risk_focus.village_code, risk_focus.household_id
