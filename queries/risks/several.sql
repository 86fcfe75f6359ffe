-- How many households under monitoring have two risks or more.
--
-- grain:   one row
-- reads:   risk_need, division_path
-- inputs:
--     view          VARCHAR  management or legal
--     division      VARCHAR  division code
--     month         DATE     first day of the month
--     monitor_type  VARCHAR  one type only; empty for all
-- columns:
--     households  BIGINT   under monitoring with two risks or more  [户]
--     people      BIGINT   the same in people  [人]
-- order:   households

with

several as (

    select risk_need.case_id, max(risk_need.people) as people
    from risk_need
    join division_path
        on division_path.leaf_code = risk_need.village_code
        and division_path.view = $view
        and division_path.ancestor_code = $division
    where identified_month <= $month
        and (closed_month is null or closed_month > $month)
        and ($monitor_type = '' or monitor_type = $monitor_type)
    group by risk_need.case_id
    having count(*) > 1

)

select count(*) as households, cast(coalesce(sum(people), 0) as bigint) as people
from several
order by households
