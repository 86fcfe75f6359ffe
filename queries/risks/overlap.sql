-- Exactly which risks come together: each household under monitoring counts once, under all its risks.
--
-- grain:   risks
-- reads:   risk_need, division_path
-- inputs:
--     view          VARCHAR  management or legal
--     division      VARCHAR  division code
--     month         DATE     first day of the month
--     monitor_type  VARCHAR  one type only; empty for all
-- columns:
--     risks       VARCHAR  codes of list risk_type, sorted and joined by +
--     members     BIGINT   how many risks these are
--     households  BIGINT   under monitoring with exactly these  [户]
--     people      BIGINT   the same in people  [人]
-- order:   households desc, risks

with

household_set as (

    select risk_need.case_id, string_agg(risk, '+' order by risk) as risks, count(*) as members, max(people) as people
    from risk_need
    join division_path
        on division_path.leaf_code = risk_need.village_code
        and division_path.view = $view
        and division_path.ancestor_code = $division
    where identified_month <= $month
        and (closed_month is null or closed_month > $month)
        and ($monitor_type = '' or monitor_type = $monitor_type)
    group by risk_need.case_id

)

select
    risks,
    max(members) as members,
    count(*) as households,
    cast(sum(people) as bigint) as people
from household_set
group by risks
order by households desc, risks
