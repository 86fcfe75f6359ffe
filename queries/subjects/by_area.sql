-- One measure by type of monitoring subject for each division directly below the chosen one.
--
-- grain:   division_code
-- reads:   division_tree, monitoring_change
-- inputs:
--     view       VARCHAR  management or legal
--     division   VARCHAR  division code; its children are listed
--     month      DATE     first day of the month
--     main_risk  VARCHAR  one main risk only; empty for all
--     measure    VARCHAR  open, identified, eliminated, new or closed
-- columns:
--     division_code        VARCHAR  child division
--     short_name           VARCHAR  its name in charts
--     is_local_code        BOOLEAN  its code is not an official one
--     unstable_households  BIGINT   unstable lifted-out households  [户]
--     unstable_people      BIGINT   the same in people  [人]
--     marginal_households  BIGINT   marginal households prone to poverty  [户]
--     marginal_people      BIGINT   the same in people  [人]
--     severe_households    BIGINT   households in sudden severe hardship  [户]
--     severe_people        BIGINT   the same in people  [人]
--     untold_households    BIGINT   type not told or not known  [户]
--     untold_people        BIGINT   the same in people  [人]
--     all_households       BIGINT   all types  [户]
--     all_people           BIGINT   the same in people  [人]
-- order:   division_code

with

child as (

    select division_code, short_name, is_local_code
    from division_tree
    where view = $view
        and parent_code = $division

),

change as (

    select
        division_code, month, monitor_type,
        case $measure
            when 'open' then open_households
            when 'eliminated' then eliminated_households
            when 'identified' then open_households + eliminated_households
            when 'new' then new_households
            when 'closed' then by_support_households + natural_households + untold_households
        end as households,
        case $measure
            when 'open' then open_people
            when 'eliminated' then eliminated_people
            when 'identified' then open_people + eliminated_people
            when 'new' then new_people
            when 'closed' then by_support_people + natural_people + untold_people
        end as people
    from monitoring_change
    where view = $view
        and month <= $month
        and ($measure not in ('new', 'closed') or month = $month)
        and ($main_risk = '' or main_risk = $main_risk)

)

select
    child.division_code,
    child.short_name,
    child.is_local_code,
    cast(coalesce(sum(change.households) filter (change.monitor_type = 'MT1_UNSTABLE'), 0) as bigint) as unstable_households,
    cast(coalesce(sum(change.people) filter (change.monitor_type = 'MT1_UNSTABLE'), 0) as bigint) as unstable_people,
    cast(coalesce(sum(change.households) filter (change.monitor_type = 'MT2_MARGINAL'), 0) as bigint) as marginal_households,
    cast(coalesce(sum(change.people) filter (change.monitor_type = 'MT2_MARGINAL'), 0) as bigint) as marginal_people,
    cast(coalesce(sum(change.households) filter (change.monitor_type = 'MT3_SEVERE'), 0) as bigint) as severe_households,
    cast(coalesce(sum(change.people) filter (change.monitor_type = 'MT3_SEVERE'), 0) as bigint) as severe_people,
    cast(coalesce(sum(change.households) filter (change.monitor_type = 'UNKNOWN'), 0) as bigint) as untold_households,
    cast(coalesce(sum(change.people) filter (change.monitor_type = 'UNKNOWN'), 0) as bigint) as untold_people,
    cast(coalesce(sum(change.households), 0) as bigint) as all_households,
    cast(coalesce(sum(change.people), 0) as bigint) as all_people
from child
left join change
    on change.division_code = child.division_code
group by child.division_code, child.short_name, child.is_local_code
order by child.division_code
