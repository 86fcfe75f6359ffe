-- The headline figures of a division at the end of a month, of the month before and of the same
-- month a year before: stocks at month end and flows of the month, by type of monitoring subject.
--
-- grain:   moment, monitor_type
-- reads:   monitoring_change
-- inputs:
--     view          VARCHAR  management or legal
--     division      VARCHAR  division code
--     month         DATE     first day of the month
--     monitor_type  VARCHAR  one type only; empty for all
--     main_risk     VARCHAR  one main risk only; empty for all
-- columns:
--     moment                   VARCHAR  now, month_before or year_before
--     monitor_type             VARCHAR  code of list monitor_type, UNKNOWN, or all
--     identified_households    BIGINT   ever identified, distinct  [户]
--     identified_people        BIGINT   their people at identification  [人]
--     open_households          BIGINT   under monitoring at month end  [户]
--     open_people              BIGINT   the same in people  [人]
--     eliminated_households    BIGINT   latest spell eliminated by month end  [户]
--     eliminated_people        BIGINT   the same in people  [人]
--     elimination_rate         DOUBLE   eliminated / identified households; null when none  [1]
--     elimination_rate_people  DOUBLE   eliminated / identified people; null when none  [1]
--     new_households           BIGINT   came under monitoring in the month  [户]
--     new_people               BIGINT   the same in people  [人]
--     closed_households        BIGINT   eliminated in the month  [户]
--     closed_people            BIGINT   the same in people  [人]
-- order:   moment, monitor_type

with

asked as (

    select 'now' as moment, cast($month as date) as month
    union all
    select 'month_before', cast(cast($month as date) - interval 1 month as date)
    union all
    select 'year_before', cast(cast($month as date) - interval 1 year as date)

),

listed as (

    select 'MT1_UNSTABLE' as monitor_type
    union all
    select 'MT2_MARGINAL'
    union all
    select 'MT3_SEVERE'

),

change as (

    select *
    from monitoring_change
    where view = $view
        and division_code = $division
        and month <= $month
        and ($monitor_type = '' or monitor_type = $monitor_type)
        and ($main_risk = '' or main_risk = $main_risk)

),

stock_and_flow as (

    select
        asked.moment,
        change.monitor_type,
        sum(change.open_households) as open_households,
        sum(change.open_people) as open_people,
        sum(change.eliminated_households) as eliminated_households,
        sum(change.eliminated_people) as eliminated_people,
        sum(change.new_households) filter (change.month = asked.month) as new_households,
        sum(change.new_people) filter (change.month = asked.month) as new_people,
        sum(change.by_support_households + change.natural_households + change.untold_households)
            filter (change.month = asked.month) as closed_households,
        sum(change.by_support_people + change.natural_people + change.untold_people)
            filter (change.month = asked.month) as closed_people
    from asked
    join change
        on change.month <= asked.month
    group by grouping sets ((asked.moment), (asked.moment, change.monitor_type))

),

cell as (

    select asked.moment, listed.monitor_type
    from asked
    cross join listed
    union
    select asked.moment, 'all'
    from asked
    union
    select stock_and_flow.moment, stock_and_flow.monitor_type
    from stock_and_flow
    where stock_and_flow.monitor_type is not null

),

filled as (

    select
        cell.moment,
        cell.monitor_type,
        cast(coalesce(found.open_households, 0) as bigint) as open_households,
        cast(coalesce(found.open_people, 0) as bigint) as open_people,
        cast(coalesce(found.eliminated_households, 0) as bigint) as eliminated_households,
        cast(coalesce(found.eliminated_people, 0) as bigint) as eliminated_people,
        cast(coalesce(found.new_households, 0) as bigint) as new_households,
        cast(coalesce(found.new_people, 0) as bigint) as new_people,
        cast(coalesce(found.closed_households, 0) as bigint) as closed_households,
        cast(coalesce(found.closed_people, 0) as bigint) as closed_people
    from cell
    left join stock_and_flow as found
        on found.moment = cell.moment
        and coalesce(found.monitor_type, 'all') = cell.monitor_type

)

select
    filled.moment,
    filled.monitor_type,
    filled.open_households + filled.eliminated_households as identified_households,
    filled.open_people + filled.eliminated_people as identified_people,
    filled.open_households,
    filled.open_people,
    filled.eliminated_households,
    filled.eliminated_people,
    filled.eliminated_households / nullif(filled.open_households + filled.eliminated_households, 0)
        as elimination_rate,
    filled.eliminated_people / nullif(filled.open_people + filled.eliminated_people, 0)
        as elimination_rate_people,
    filled.new_households,
    filled.new_people,
    filled.closed_households,
    filled.closed_people
from filled
order by filled.moment, filled.monitor_type
