-- Developmental help: households under monitoring that could work, and those of more than six months
-- without a measure of industry, employment, finance or public-welfare post.
--
-- grain:   open_households
-- reads:   risk_means, division_path
-- inputs:
--     view          VARCHAR  management or legal
--     division      VARCHAR  division code
--     month         DATE     first day of the month
--     on            DATE     day of the count, in that month
--     monitor_type  VARCHAR  one type only; empty for all
-- columns:
--     open_households  BIGINT  under monitoring  [户]
--     able             BIGINT  of these, somebody could work  [户]
--     able_untold      BIGINT  of these, labour is not told  [户]
--     due              BIGINT  of the able, identified more than six months before  [户]
--     lacking          BIGINT  of the due, without a developmental measure  [户]
--     lacking_rate     DOUBLE  lacking / due  [1]
-- order:   open_households

with

spell_state as (

    select
        is_able,
        cast(identified_month + interval 7 month as date) <= $on as is_due,
        coalesce(first_on <= $on, false) or is_undated as is_helped
    from risk_means
    join division_path
        on division_path.leaf_code = risk_means.village_code
        and division_path.view = $view
        and division_path.ancestor_code = $division
    where identified_month <= $month
        and (closed_month is null or closed_month > $month)
        and ($monitor_type = '' or monitor_type = $monitor_type)

)

select
    count(*) as open_households,
    count(*) filter (is_able) as able,
    count(*) filter (is_able is null) as able_untold,
    count(*) filter (is_able and is_due) as due,
    count(*) filter (is_able and is_due and not is_helped) as lacking,
    cast(lacking as double) / nullif(due, 0) as lacking_rate
from spell_state
order by open_households
