-- Households under monitoring whose type or risk does not go with what they show, by what it is.
--
-- grain:   contradiction
-- reads:   risk_contradiction, division_path
-- inputs:
--     view          VARCHAR  management or legal
--     division      VARCHAR  division code
--     month         DATE     first day of the month
--     monitor_type  VARCHAR  one type only; empty for all
-- columns:
--     contradiction  VARCHAR  key of messages behind.contradictions
--     households     BIGINT   under monitoring with it  [户]
-- order:   households desc, contradiction

select
    risk_contradiction.contradiction,
    count(*) as households
from risk_contradiction
join division_path
    on division_path.leaf_code = risk_contradiction.village_code
    and division_path.view = $view
    and division_path.ancestor_code = $division
where risk_contradiction.identified_month <= $month
    and (risk_contradiction.closed_month is null or risk_contradiction.closed_month > $month)
    and ($monitor_type = '' or risk_contradiction.monitor_type = $monitor_type)
group by risk_contradiction.contradiction
order by households desc, risk_contradiction.contradiction
