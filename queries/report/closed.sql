-- How the households eliminated in a month came to be so.
--
-- grain:   month
-- reads:   monitoring_change
-- inputs:
--     view      VARCHAR  management or legal
--     division  VARCHAR  division code
--     month     DATE     first day of the month
-- columns:
--     month                  DATE    the month
--     by_support_households  BIGINT  through support  [户]
--     by_support_people      BIGINT  the same in people  [人]
--     natural_households     BIGINT  naturally: death, moved out, merged  [户]
--     natural_people         BIGINT  the same in people  [人]
--     untold_households      BIGINT  in a way not told  [户]
--     untold_people          BIGINT  the same in people  [人]
-- order:   month

select
    cast($month as date) as month,
    cast(coalesce(sum(by_support_households), 0) as bigint) as by_support_households,
    cast(coalesce(sum(by_support_people), 0) as bigint) as by_support_people,
    cast(coalesce(sum(natural_households), 0) as bigint) as natural_households,
    cast(coalesce(sum(natural_people), 0) as bigint) as natural_people,
    cast(coalesce(sum(untold_households), 0) as bigint) as untold_households,
    cast(coalesce(sum(untold_people), 0) as bigint) as untold_people
from monitoring_change
where view = $view
    and division_code = $division
    and month = $month
order by 1
