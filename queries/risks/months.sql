-- Households under monitoring with each risk, month by month over two years.
--
-- grain:   risk, month
-- reads:   risk_change, snapshot_info
-- inputs:
--     view          VARCHAR  management or legal
--     division      VARCHAR  division code
--     month         DATE     first day of the last month shown
--     monitor_type  VARCHAR  one type only; empty for all
--     counting      VARCHAR  main: the main risk only; any: any of the five
-- columns:
--     risk        VARCHAR  code of list risk_type, or UNKNOWN
--     month       DATE     first day of the month
--     households  BIGINT   under monitoring with it at month end  [户]
--     people      BIGINT   the same in people  [人]
-- order:   risk, month

with

shown as (

    select cast(cast($month as date) - to_months(cast(back as integer)) as date) as month
    from range(24) as steps(back)

),

change as (

    select risk, month, sum(open_households) as households, sum(open_people) as people
    from risk_change
    where view = $view and division_code = $division and month <= $month
        and ($monitor_type = '' or monitor_type = $monitor_type)
        and ($counting = 'any' or is_main)
    group by risk, month

)

select
    change.risk,
    shown.month,
    cast(coalesce(sum(change.households) filter (change.month <= shown.month), 0) as bigint) as households,
    cast(coalesce(sum(change.people) filter (change.month <= shown.month), 0) as bigint) as people
from shown
cross join snapshot_info
cross join change
where shown.month >= snapshot_info.first_month
group by change.risk, shown.month
order by change.risk, shown.month
