-- How long until the risk is eliminated: Kaplan and Meier's estimate with its 95 % log-log Greenwood
-- band, and Aalen and Johansen's cumulative incidence of each way out, month by month, exact at ties.
-- A spell begun before the window of observation enters late (left truncation); one still open at the
-- cut-off, or superseded, is censored after the eliminations of its last month.
--
-- grain:   division_code, label, months
-- reads:   division_tree, survival_spell
-- inputs:
--     view          VARCHAR  management or legal
--     division      VARCHAR  division code
--     places        VARCHAR  itself: one curve for the division; below: one for each of its children
--     by            VARCHAR  all, monitor_type or main_risk: what the curves are told apart by
--     since         DATE     first month of observation
--     month         DATE     last month of observation
--     monitor_type  VARCHAR  one type only; empty for all
--     main_risk     VARCHAR  one main risk only; empty for all
-- columns:
--     division_code     VARCHAR  the division the curve is of
--     label             VARCHAR  all, or the code of the type or risk
--     months            BIGINT   months since identification  [月]
--     at_risk           BIGINT   spells under observation and not yet ended  [户]
--     leaving           BIGINT   ended or censored in this month of their life  [户]
--     by_support        BIGINT   eliminated through support  [户]
--     natural           BIGINT   ended naturally  [户]
--     untold            BIGINT   eliminated in a way not told  [户]
--     survival          DOUBLE   estimated share not yet eliminated after these months  [1]
--     survival_low      DOUBLE   lower end of its 95 % band; null once survival is 0  [1]
--     survival_high     DOUBLE   upper end; null once survival is 0  [1]
--     by_support_share  DOUBLE   cumulative incidence of elimination through support  [1]
--     natural_share     DOUBLE   cumulative incidence of ending naturally  [1]
--     untold_share      DOUBLE   cumulative incidence of elimination in a way not told  [1]
-- order:   division_code, label, months
-- source:  Kaplan and Meier 1958; Aalen and Johansen 1978; Kalbfleisch and Prentice 2002, §1.4 and §8.2

with

counted as (

    select
        survival_spell.division_code,
        case $by when 'monitor_type' then survival_spell.monitor_type
            when 'main_risk' then survival_spell.main_risk else 'all' end as label,
        greatest(date_diff('month', survival_spell.identified_month, cast($since as date)), 0) as seen_from,
        date_diff('month', survival_spell.identified_month, least(survival_spell.closed_month, $month)) as ends_at,
        case when survival_spell.closed_month <= $month then survival_spell.closing else 'open' end as closing,
        survival_spell.households
    from survival_spell
    join division_tree
        on division_tree.view = $view
        and division_tree.division_code = survival_spell.division_code
        and case $places when 'below' then division_tree.parent_code else division_tree.division_code end = $division
    where survival_spell.view = $view
        and survival_spell.is_timed
        and survival_spell.identified_month <= $month
        and coalesce(survival_spell.closed_month, $month) >= $since
        and ($monitor_type = '' or survival_spell.monitor_type = $monitor_type)
        and ($main_risk = '' or survival_spell.main_risk = $main_risk)

),

step as (

    select division_code, label, seen_from as months, households as entering, 0 as leaving, 'none' as closing
    from counted
    union all
    select division_code, label, ends_at, 0, households, closing
    from counted

),

point as (

    select
        division_code, label, months,
        sum(sum(entering)) over life - coalesce(sum(sum(leaving)) over (life rows between unbounded preceding and 1 preceding), 0) as at_risk,
        sum(leaving) as leaving,
        coalesce(sum(leaving) filter (closing = 'by_support'), 0) as by_support,
        coalesce(sum(leaving) filter (closing = 'natural'), 0) as natural,
        coalesce(sum(leaving) filter (closing = 'untold'), 0) as untold
    from step
    group by division_code, label, months
    window life as (partition by division_code, label order by months)

),

estimated as (

    select
        *,
        product(1 - cast(by_support + natural + untold as double) / at_risk) over life as survival,
        sum(cast(by_support + natural + untold as double) / nullif(cast(at_risk as double) * (at_risk - by_support - natural - untold), 0)) over life as greenwood
    from point
    where at_risk > 0
    window life as (partition by division_code, label order by months)

),

before as (

    select *, lag(survival, 1, 1.0) over (partition by division_code, label order by months) as still
    from estimated

)

select
    division_code, label, months,
    cast(at_risk as bigint) as at_risk,
    cast(leaving as bigint) as leaving,
    cast(by_support as bigint) as by_support,
    cast(natural as bigint) as natural,
    cast(untold as bigint) as untold,
    survival,
    case when survival = 1 then 1.0 when survival > 0 then survival ** exp(-1.959963984540054 * sqrt(greenwood) / ln(survival)) end as survival_low,
    case when survival = 1 then 1.0 when survival > 0 then survival ** exp(1.959963984540054 * sqrt(greenwood) / ln(survival)) end as survival_high,
    sum(still * by_support / at_risk) over life as by_support_share,
    sum(still * natural / at_risk) over life as natural_share,
    sum(still * untold / at_risk) over life as untold_share
from before
window life as (partition by division_code, label order by months)
order by division_code, label, months
