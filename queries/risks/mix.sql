-- Risks of the households under monitoring at the end of a month: as the main one, which adds up to
-- all of them, and as any of the five, which may add up to more.
--
-- grain:   risk
-- reads:   risk_change, monitoring_change
-- inputs:
--     view          VARCHAR  management or legal
--     division      VARCHAR  division code
--     month         DATE     first day of the month
--     monitor_type  VARCHAR  one type only; empty for all
-- columns:
--     risk              VARCHAR  code of list risk_type, or UNKNOWN
--     main_households   BIGINT   with it as the main risk  [户]
--     main_people       BIGINT   the same in people  [人]
--     any_households    BIGINT   with it among the five  [户]
--     any_people        BIGINT   the same in people  [人]
--     base_households   BIGINT   all under monitoring  [户]
--     base_people       BIGINT   the same in people  [人]
--     main_rate         DOUBLE   main_households / base_households  [1]
--     main_rate_people  DOUBLE   main_people / base_people  [1]
--     any_rate          DOUBLE   any_households / base_households  [1]
--     any_rate_people   DOUBLE   any_people / base_people  [1]
-- order:   any_households desc, risk

with

base as (

    select
        cast(coalesce(sum(open_households), 0) as bigint) as base_households,
        cast(coalesce(sum(open_people), 0) as bigint) as base_people
    from monitoring_change
    where view = $view and division_code = $division and month <= $month
        and ($monitor_type = '' or monitor_type = $monitor_type)

),

risked as (

    select
        risk,
        cast(coalesce(sum(open_households) filter (is_main), 0) as bigint) as main_households,
        cast(coalesce(sum(open_people) filter (is_main), 0) as bigint) as main_people,
        cast(sum(open_households) as bigint) as any_households,
        cast(sum(open_people) as bigint) as any_people
    from risk_change
    where view = $view and division_code = $division and month <= $month
        and ($monitor_type = '' or monitor_type = $monitor_type)
    group by risk

)

select
    risk, main_households, main_people, any_households, any_people, base_households, base_people,
    cast(main_households as double) / nullif(base_households, 0) as main_rate,
    cast(main_people as double) / nullif(base_people, 0) as main_rate_people,
    cast(any_households as double) / nullif(base_households, 0) as any_rate,
    cast(any_people as double) / nullif(base_people, 0) as any_rate_people
from risked
cross join base
where any_households > 0
order by any_households desc, risk
