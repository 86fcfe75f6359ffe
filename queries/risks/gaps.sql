-- What is lacking: for each risk, the households under monitoring without a measure that answers it, and
-- those whose month for it has passed.
--
-- grain:   risk
-- reads:   risk_need, division_path
-- inputs:
--     view          VARCHAR  management or legal
--     division      VARCHAR  division code
--     month         DATE     first day of the month
--     on            DATE     day of the count, in that month
--     monitor_type  VARCHAR  one type only; empty for all
-- columns:
--     risk        VARCHAR  code of list risk_type
--     needing     BIGINT   under monitoring with the risk, among any of the five  [户]
--     answered    BIGINT   of these, with a dated measure that answers it  [户]
--     undated     BIGINT   of these, with such a measure but without its day  [户]
--     lacking     BIGINT   of these, without any  [户]
--     late        BIGINT   of the lacking, identified more than a month before the day  [户]
--     lacking_rate  DOUBLE  lacking / needing  [1]
-- order:   lacking desc, risk
-- source:  notice 四（三）; T5 1_11_010: the first measure within one month

with

need as (

    select
        risk,
        coalesce(answered_on <= $on, false) as is_answered,
        is_answered_undated,
        cast(identified_month + interval 2 month as date) <= $on as is_late
    from risk_need
    join division_path
        on division_path.leaf_code = risk_need.village_code
        and division_path.view = $view
        and division_path.ancestor_code = $division
    where risk <> 'UNKNOWN'
        and identified_month <= $month
        and (closed_month is null or closed_month > $month)
        and ($monitor_type = '' or monitor_type = $monitor_type)

)

select
    risk,
    count(*) as needing,
    count(*) filter (is_answered) as answered,
    count(*) filter (not is_answered and is_answered_undated) as undated,
    count(*) filter (not is_answered and not is_answered_undated) as lacking,
    count(*) filter (not is_answered and not is_answered_undated and is_late) as late,
    cast(lacking as double) / nullif(count(*), 0) as lacking_rate
from need
group by risk
order by lacking desc, risk
