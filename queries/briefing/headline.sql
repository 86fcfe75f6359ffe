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

change as (

    select *
    from monitoring_change
    where view = $view
        and division_code = $division
        and month <= $month
        and ($monitor_type = '' or monitor_type = $monitor_type)
        and ($main_risk = '' or main_risk = $main_risk)

),

type as (

    select unnest(['MT1_UNSTABLE', 'MT2_MARGINAL', 'MT3_SEVERE', 'all']) as monitor_type
    union
    select monitor_type
    from change

),

cell as (

    select
        unnest(['now', 'month_before', 'year_before']) as moment,
        unnest([
            cast($month as date),
            cast(cast($month as date) - interval 1 month as date),
            cast(cast($month as date) - interval 1 year as date)
        ]) as month,
        type.monitor_type
    from type

),

counted as (

    select
        cell.moment,
        cell.monitor_type,
        cast(coalesce(sum(change.open_households), 0) as bigint) as open_households,
        cast(coalesce(sum(change.open_people), 0) as bigint) as open_people,
        cast(coalesce(sum(change.eliminated_households), 0) as bigint) as eliminated_households,
        cast(coalesce(sum(change.eliminated_people), 0) as bigint) as eliminated_people,
        cast(coalesce(sum(change.new_households) filter (change.month = cell.month), 0) as bigint) as new_households,
        cast(coalesce(sum(change.new_people) filter (change.month = cell.month), 0) as bigint) as new_people,
        cast(coalesce(sum(change.by_support_households + change.natural_households + change.untold_households)
            filter (change.month = cell.month), 0) as bigint) as closed_households,
        cast(coalesce(sum(change.by_support_people + change.natural_people + change.untold_people)
            filter (change.month = cell.month), 0) as bigint) as closed_people
    from cell
    left join change
        on change.month <= cell.month
        and cell.monitor_type in ('all', change.monitor_type)
    group by cell.moment, cell.monitor_type

)

select
    counted.moment,
    counted.monitor_type,
    counted.open_households + counted.eliminated_households as identified_households,
    counted.open_people + counted.eliminated_people as identified_people,
    counted.open_households,
    counted.open_people,
    counted.eliminated_households,
    counted.eliminated_people,
    counted.eliminated_households / nullif(counted.open_households + counted.eliminated_households, 0)
        as elimination_rate,
    counted.eliminated_people / nullif(counted.open_people + counted.eliminated_people, 0)
        as elimination_rate_people,
    counted.new_households,
    counted.new_people,
    counted.closed_households,
    counted.closed_people
from counted
order by counted.moment, counted.monitor_type
