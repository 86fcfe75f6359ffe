-- The eliminated households behind a figure of the timelines page, with what guards each.
--
-- grain:   case_id
-- reads:   procedure_elimination, division_path, household, division_tree
-- inputs:
--     view          VARCHAR  management or legal
--     division      VARCHAR  division code
--     since         DATE     first month of observation, for month
--     month         DATE     last month counted, first day
--     monitor_type  VARCHAR  one type only; empty for all
--     main_risk     VARCHAR  one main risk only; empty for all
--     figure        VARCHAR  under_year, unreasoned, no_labour, all, again, day, cohort or month
--     key           VARCHAR  all, again: closing~tenure; day: village~day; cohort: month~months; month: months since
-- columns:
--     case_id           VARCHAR  the spell
--     household_id      VARCHAR  the household
--     head_name         VARCHAR  its head
--     town_name         VARCHAR  its township; null when placed above one
--     village_name      VARCHAR  its village; null when the village is unknown
--     monitor_type      VARCHAR  code of list monitor_type, or UNKNOWN
--     main_risk         VARCHAR  code of list risk_type, or UNKNOWN
--     people            BIGINT   people at identification  [人]
--     identified_on     DATE     exact day, else the first of the month
--     closed_month      DATE     month of elimination
--     eliminated_on     DATE     exact day, else the first of the month
--     closing           VARCHAR  by_support, natural or untold
--     months            BIGINT   months under monitoring  [月]
--     days              BIGINT   days under monitoring; null when a day is not told  [天]
--     reason            VARCHAR  why it was eliminated early; null when none is given
--     again_month       DATE     month it was identified again by then; null when it was not
-- order:   village_code, household_id, case_id

with

behind as (

    select
        procedure_elimination.*,
        case when months < 12 then 'under_12' when months < 24 then 'under_24' else 'longer' end as tenure,
        case when next_identified_month <= $month then next_identified_month end as again_month
    from procedure_elimination
    join division_path
        on division_path.leaf_code = procedure_elimination.village_code
        and division_path.view = $view
        and division_path.ancestor_code = $division
    where closed_month <= $month
        and ($monitor_type = '' or monitor_type = $monitor_type)
        and ($main_risk = '' or main_risk = $main_risk)
        and case $figure
            when 'under_year' then is_under_year
            when 'unreasoned' then is_under_year and reason is null
            when 'no_labour' then is_no_labour
            when 'all' then $key in ('', closing || '~' || tenure)
            when 'again' then again_month is not null and $key in ('', closing || '~' || tenure)
            when 'day' then village_code || '~' || cast(eliminated_on as varchar) = $key
            when 'cohort' then is_timed and strftime(identified_month, '%Y-%m') = split_part($key, '~', 1)
                and months <= try_cast(split_part($key, '~', 2) as bigint)
            when 'month' then is_timed and closed_month >= $since and months = try_cast($key as bigint)
        end

)

select
    behind.case_id,
    behind.household_id,
    household.head_name,
    town.short_name as town_name,
    village.short_name as village_name,
    behind.monitor_type, behind.main_risk, behind.people,
    coalesce(behind.identified_on, behind.identified_month) as identified_on,
    behind.closed_month,
    coalesce(behind.eliminated_on, behind.closed_month) as eliminated_on,
    behind.closing, behind.months, behind.days, behind.reason, behind.again_month
from behind
join household
    on household.household_id = behind.household_id
left join division_tree as village
    on village.view = $view and village.division_code = behind.village_code and village.level = 5
left join division_tree as town
    on town.view = $view and town.division_code = left(behind.village_code, 9)
order by behind.village_code, behind.household_id, behind.case_id
