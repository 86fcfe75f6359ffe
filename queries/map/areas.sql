-- The divisions directly below the chosen one, and itself, at the end of every month: one answer
-- for the map, its classes in all months, its table and its slider.
--
-- grain:   division_code, month
-- reads:   division_tree, source_division, monitoring_change, snapshot_info, division_base
-- inputs:
--     view          VARCHAR  management or legal
--     division      VARCHAR  division code
--     monitor_type  VARCHAR  one type only; empty for all
--     main_risk     VARCHAR  one main risk only; empty for all
-- columns:
--     division_code          VARCHAR  the division itself, or one below it
--     short_name             VARCHAR  its name in charts
--     level                  INTEGER  its level, 1 province to 5 village
--     is_itself              BOOLEAN  the chosen division, whose figures are the total
--     is_zone                BOOLEAN  a functional zone, which stands on another county's ground
--     is_local_code          BOOLEAN  its code is not an official one
--     host_code              VARCHAR  the county whose ground a zone stands on; null for others
--     rural_people           BIGINT   rural people; null when not told  [人]
--     month                  DATE     first day of the month
--     open_households        BIGINT   under monitoring at month end  [户]
--     open_people            BIGINT   the same in people  [人]
--     eliminated_households  BIGINT   latest spell eliminated  [户]
--     eliminated_people      BIGINT   the same in people  [人]
--     identified_households  BIGINT   ever identified, distinct  [户]
--     identified_people      BIGINT   the same in people  [人]
--     new_households         BIGINT   came under monitoring in the month  [户]
--     new_people             BIGINT   the same in people  [人]
--     closed_households      BIGINT   eliminated in the month  [户]
--     closed_people          BIGINT   the same in people  [人]
-- order:   division_code, month

with

area as (

    select division_code, short_name, level, is_local_code, division_code = $division as is_itself,
        coalesce(division_kind, '') in ('zone', 'zone_local') as is_zone
    from division_tree
    where view = $view
        and (parent_code = $division or division_code = $division)

),

host as (

    select division_code, max(nullif(host_code, '')) as host_code
    from source_division
    group by division_code

),

calendar as (

    select distinct cast(snapshot_info.first_month + to_months(cast(step as integer)) as date) as month
    from snapshot_info
    cross join range(1200) as steps(step)
    where snapshot_info.first_month + to_months(cast(step as integer)) <= snapshot_info.last_month

),

changed as (

    select
        change.division_code,
        change.month,
        sum(change.open_households) as open_households,
        sum(change.open_people) as open_people,
        sum(change.eliminated_households) as eliminated_households,
        sum(change.eliminated_people) as eliminated_people,
        sum(change.new_households) as new_households,
        sum(change.new_people) as new_people,
        sum(change.by_support_households + change.natural_households + change.untold_households) as closed_households,
        sum(change.by_support_people + change.natural_people + change.untold_people) as closed_people
    from monitoring_change as change
    join area
        on area.division_code = change.division_code
    where change.view = $view
        and ($monitor_type = '' or change.monitor_type = $monitor_type)
        and ($main_risk = '' or change.main_risk = $main_risk)
    group by change.division_code, change.month

),

stock as (

    select
        area.division_code,
        calendar.month,
        coalesce(sum(changed.open_households) over so_far, 0) as open_households,
        coalesce(sum(changed.open_people) over so_far, 0) as open_people,
        coalesce(sum(changed.eliminated_households) over so_far, 0) as eliminated_households,
        coalesce(sum(changed.eliminated_people) over so_far, 0) as eliminated_people,
        coalesce(changed.new_households, 0) as new_households,
        coalesce(changed.new_people, 0) as new_people,
        coalesce(changed.closed_households, 0) as closed_households,
        coalesce(changed.closed_people, 0) as closed_people
    from area
    cross join calendar
    left join changed
        on changed.division_code = area.division_code
        and changed.month = calendar.month
    window so_far as (
        partition by area.division_code
        order by calendar.month
        rows between unbounded preceding and current row
    )

)

select
    area.division_code,
    area.short_name,
    area.level,
    area.is_itself,
    area.is_zone,
    area.is_local_code,
    case when area.is_zone then host.host_code end as host_code,
    division_base.rural_people,
    stock.month,
    cast(stock.open_households as bigint) as open_households,
    cast(stock.open_people as bigint) as open_people,
    cast(stock.eliminated_households as bigint) as eliminated_households,
    cast(stock.eliminated_people as bigint) as eliminated_people,
    cast(stock.open_households + stock.eliminated_households as bigint) as identified_households,
    cast(stock.open_people + stock.eliminated_people as bigint) as identified_people,
    cast(stock.new_households as bigint) as new_households,
    cast(stock.new_people as bigint) as new_people,
    cast(stock.closed_households as bigint) as closed_households,
    cast(stock.closed_people as bigint) as closed_people
from area
join stock
    on stock.division_code = area.division_code
left join host
    on host.division_code = area.division_code
left join division_base
    on division_base.view = $view
    and division_base.division_code = area.division_code
order by area.division_code, stock.month
