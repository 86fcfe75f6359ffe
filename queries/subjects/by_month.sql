-- One measure by type of monitoring subject, month by month over two years, with all types together.
--
-- grain:   month
-- reads:   monitoring_change, snapshot_info
-- inputs:
--     view       VARCHAR  management or legal
--     division   VARCHAR  division code
--     month      DATE     first day of the last month shown
--     main_risk  VARCHAR  one main risk only; empty for all
--     measure    VARCHAR  open, identified, eliminated, new or closed
-- columns:
--     month                DATE    first day of the month
--     unstable_households  BIGINT  unstable lifted-out households  [户]
--     unstable_people      BIGINT  the same in people  [人]
--     marginal_households  BIGINT  marginal households prone to poverty  [户]
--     marginal_people      BIGINT  the same in people  [人]
--     severe_households    BIGINT  households in sudden severe hardship  [户]
--     severe_people        BIGINT  the same in people  [人]
--     untold_households    BIGINT  type not told or not known  [户]
--     untold_people        BIGINT  the same in people  [人]
--     all_households       BIGINT  all types  [户]
--     all_people           BIGINT  the same in people  [人]
-- order:   month desc

with

shown as (

    select cast(cast($month as date) - to_months(cast(back as integer)) as date) as month
    from range(24) as steps(back)

),

change as (

    select
        month, monitor_type,
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
        and division_code = $division
        and month <= $month
        and ($main_risk = '' or main_risk = $main_risk)

),

cell as (

    select shown.month, change.monitor_type, sum(change.households) as households, sum(change.people) as people
    from shown
    cross join snapshot_info
    left join change
        on case when $measure in ('new', 'closed') then change.month = shown.month
            else change.month <= shown.month end
    where shown.month >= snapshot_info.first_month
    group by shown.month, change.monitor_type

)

select
    cell.month,
    cast(coalesce(sum(cell.households) filter (cell.monitor_type = 'MT1_UNSTABLE'), 0) as bigint) as unstable_households,
    cast(coalesce(sum(cell.people) filter (cell.monitor_type = 'MT1_UNSTABLE'), 0) as bigint) as unstable_people,
    cast(coalesce(sum(cell.households) filter (cell.monitor_type = 'MT2_MARGINAL'), 0) as bigint) as marginal_households,
    cast(coalesce(sum(cell.people) filter (cell.monitor_type = 'MT2_MARGINAL'), 0) as bigint) as marginal_people,
    cast(coalesce(sum(cell.households) filter (cell.monitor_type = 'MT3_SEVERE'), 0) as bigint) as severe_households,
    cast(coalesce(sum(cell.people) filter (cell.monitor_type = 'MT3_SEVERE'), 0) as bigint) as severe_people,
    cast(coalesce(sum(cell.households) filter (cell.monitor_type = 'UNKNOWN'), 0) as bigint) as untold_households,
    cast(coalesce(sum(cell.people) filter (cell.monitor_type = 'UNKNOWN'), 0) as bigint) as untold_people,
    cast(coalesce(sum(cell.households), 0) as bigint) as all_households,
    cast(coalesce(sum(cell.people), 0) as bigint) as all_people
from cell
group by cell.month
order by cell.month desc
