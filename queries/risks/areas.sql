-- Each risk in each division directly below, as a share of the division's own households.
--
-- grain:   division_code, risk
-- reads:   division_tree, risk_change, monitoring_change
-- inputs:
--     view          VARCHAR  management or legal
--     division      VARCHAR  division code; its children are listed
--     month         DATE     first day of the month
--     monitor_type  VARCHAR  one type only; empty for all
--     counting      VARCHAR  main: the main risk only; any: any of the five
-- columns:
--     division_code    VARCHAR  child division
--     short_name       VARCHAR  its name in charts
--     is_local_code    BOOLEAN  its code is not an official one
--     risk             VARCHAR  code of list risk_type, or UNKNOWN; all for the base
--     households       BIGINT   under monitoring with it  [户]
--     people           BIGINT   the same in people  [人]
--     base_households  BIGINT   under monitoring in the division  [户]
--     rate             DOUBLE   households / base_households  [1]
-- order:   division_code, risk

with

child as (

    select division_code, short_name, is_local_code
    from division_tree
    where view = $view and parent_code = $division

),

base as (

    select division_code, sum(open_households) as households, sum(open_people) as people
    from monitoring_change
    where view = $view and month <= $month and ($monitor_type = '' or monitor_type = $monitor_type)
    group by division_code

),

risked as (

    select division_code, risk, sum(open_households) as households, sum(open_people) as people
    from risk_change
    where view = $view and month <= $month and ($monitor_type = '' or monitor_type = $monitor_type)
        and ($counting = 'any' or is_main)
    group by division_code, risk
    union all
    select division_code, 'all', households, people
    from base

)

select
    child.division_code,
    child.short_name,
    child.is_local_code,
    coalesce(risked.risk, 'all') as risk,
    cast(coalesce(risked.households, 0) as bigint) as households,
    cast(coalesce(risked.people, 0) as bigint) as people,
    cast(coalesce(base.households, 0) as bigint) as base_households,
    cast(risked.households as double) / nullif(base.households, 0) as rate
from child
left join risked
    on risked.division_code = child.division_code
left join base
    on base.division_code = child.division_code
order by child.division_code, coalesce(risked.risk, 'all')
