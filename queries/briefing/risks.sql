-- Main risks of the households under monitoring at the end of a month, most frequent first.
--
-- grain:   main_risk
-- reads:   monitoring_change
-- inputs:
--     view          VARCHAR  management or legal
--     division      VARCHAR  division code
--     month         DATE     first day of the month
--     monitor_type  VARCHAR  one type only; empty for all
-- columns:
--     main_risk        VARCHAR  code of list risk_type, or UNKNOWN
--     open_households  BIGINT   under monitoring with this main risk  [户]
--     open_people      BIGINT   the same in people  [人]
--     share            DOUBLE   of all households under monitoring  [1]
--     share_people     DOUBLE   of all people under monitoring  [1]
-- order:   open_households desc, main_risk

with

stock as (

    select
        main_risk,
        sum(open_households) as open_households,
        sum(open_people) as open_people
    from monitoring_change
    where view = $view
        and division_code = $division
        and month <= $month
        and ($monitor_type = '' or monitor_type = $monitor_type)
    group by main_risk

)

select
    stock.main_risk,
    cast(stock.open_households as bigint) as open_households,
    cast(stock.open_people as bigint) as open_people,
    cast(stock.open_households as double) / nullif(sum(stock.open_households) over (), 0) as share,
    cast(stock.open_people as double) / nullif(sum(stock.open_people) over (), 0) as share_people
from stock
where stock.open_households > 0
order by stock.open_households desc, stock.main_risk
