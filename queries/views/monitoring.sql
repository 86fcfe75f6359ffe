-- Stocks at the end and flows of every month, of every division down to the township and every type.
--
-- grain:   division_code, month, monitor_type
-- reads:   division_tree, monitoring_change
-- inputs:
--     view                   VARCHAR  management or legal
-- columns:
--     division_code          VARCHAR  the division
--     short_name             VARCHAR  its name in charts
--     level                  INTEGER  0 nation, 1 province to 4 township
--     month                  DATE     first day of the month
--     monitor_type           VARCHAR  code of list monitor_type, UNKNOWN, or all
--     identified_households  BIGINT   ever identified, distinct  [户]
--     identified_people      BIGINT   their people  [人]
--     open_households        BIGINT   under monitoring at month end  [户]
--     open_people            BIGINT   the same in people  [人]
--     eliminated_households  BIGINT   latest spell eliminated by month end  [户]
--     eliminated_people      BIGINT   the same in people  [人]
--     new_households         BIGINT   came under monitoring in the month  [户]
--     closed_households      BIGINT   eliminated in the month  [户]
-- order:   level, division_code, month, monitor_type

with

change as (

    select
        division_code,
        month,
        coalesce(monitor_type, 'all') as monitor_type,
        sum(open_households) as open_households,
        sum(open_people) as open_people,
        sum(eliminated_households) as eliminated_households,
        sum(eliminated_people) as eliminated_people,
        sum(new_households) as new_households,
        sum(by_support_households + natural_households + untold_households) as closed_households
    from monitoring_change
    where view = $view
        and level < 5
    group by grouping sets ((division_code, month), (division_code, month, monitor_type))

),

month as (

    select cast(unnest(generate_series(min(month), max(month), interval 1 month)) as date) as month
    from change

),

cell as (

    select held.division_code, held.monitor_type, month.month
    from (select distinct division_code, monitor_type from change) as held
    cross join month

),

summed as (

    select
        cell.division_code,
        cell.monitor_type,
        cell.month,
        sum(change.open_households) over stock as open_households,
        sum(change.open_people) over stock as open_people,
        sum(change.eliminated_households) over stock as eliminated_households,
        sum(change.eliminated_people) over stock as eliminated_people,
        change.new_households,
        change.closed_households
    from cell
    left join change using (division_code, monitor_type, month)
    window stock as (partition by cell.division_code, cell.monitor_type order by cell.month)

)

select
    summed.division_code,
    division_tree.short_name,
    division_tree.level,
    summed.month,
    summed.monitor_type,
    cast(coalesce(summed.open_households + summed.eliminated_households, 0) as bigint) as identified_households,
    cast(coalesce(summed.open_people + summed.eliminated_people, 0) as bigint) as identified_people,
    cast(coalesce(summed.open_households, 0) as bigint) as open_households,
    cast(coalesce(summed.open_people, 0) as bigint) as open_people,
    cast(coalesce(summed.eliminated_households, 0) as bigint) as eliminated_households,
    cast(coalesce(summed.eliminated_people, 0) as bigint) as eliminated_people,
    cast(coalesce(summed.new_households, 0) as bigint) as new_households,
    cast(coalesce(summed.closed_households, 0) as bigint) as closed_households
from summed
join division_tree
    on division_tree.view = $view
    and division_tree.division_code = summed.division_code
order by division_tree.level, summed.division_code, summed.month, summed.monitor_type
