-- Month by month, up to two years back: households under monitoring at month end, those that came
-- in and those that were eliminated.
--
-- grain:   month
-- reads:   monitoring_change, snapshot_info
-- inputs:
--     view          VARCHAR  management or legal
--     division      VARCHAR  division code
--     month         DATE     first day of the last month shown
--     monitor_type  VARCHAR  one type only; empty for all
--     main_risk     VARCHAR  one main risk only; empty for all
-- columns:
--     month              DATE    first day of the month
--     open_households    BIGINT  under monitoring at month end  [户]
--     open_people        BIGINT  the same in people  [人]
--     new_households     BIGINT  came under monitoring in the month  [户]
--     new_people         BIGINT  the same in people  [人]
--     closed_households  BIGINT  eliminated in the month  [户]
--     closed_people      BIGINT  the same in people  [人]
-- order:   month

with

shown as (

    select cast(cast($month as date) - to_months(cast(back as integer)) as date) as month
    from range(24) as steps(back)

),

change as (

    select
        month,
        sum(open_households) as open_households,
        sum(open_people) as open_people,
        sum(new_households) as new_households,
        sum(new_people) as new_people,
        sum(by_support_households + natural_households + untold_households) as closed_households,
        sum(by_support_people + natural_people + untold_people) as closed_people
    from monitoring_change
    where view = $view
        and division_code = $division
        and month <= $month
        and ($monitor_type = '' or monitor_type = $monitor_type)
        and ($main_risk = '' or main_risk = $main_risk)
    group by month

)

select
    shown.month,
    cast(coalesce(sum(change.open_households), 0) as bigint) as open_households,
    cast(coalesce(sum(change.open_people), 0) as bigint) as open_people,
    cast(coalesce(sum(change.new_households) filter (change.month = shown.month), 0) as bigint) as new_households,
    cast(coalesce(sum(change.new_people) filter (change.month = shown.month), 0) as bigint) as new_people,
    cast(coalesce(sum(change.closed_households) filter (change.month = shown.month), 0) as bigint)
        as closed_households,
    cast(coalesce(sum(change.closed_people) filter (change.month = shown.month), 0) as bigint) as closed_people
from shown
cross join snapshot_info
left join change
    on change.month <= shown.month
where shown.month >= snapshot_info.first_month
group by shown.month
order by shown.month
