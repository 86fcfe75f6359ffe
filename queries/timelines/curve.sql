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
--     naturally         BIGINT   ended naturally  [户]
--     untold            BIGINT   eliminated in a way not told  [户]
--     survival          DOUBLE   estimated share not yet eliminated after these months  [1]
--     survival_low      DOUBLE   lower end of its 95 % band; null once survival is 0  [1]
--     survival_high     DOUBLE   upper end; null once survival is 0  [1]
--     by_support_share  DOUBLE   cumulative incidence of elimination through support  [1]
--     naturally_share   DOUBLE   cumulative incidence of ending naturally  [1]
--     untold_share      DOUBLE   cumulative incidence of elimination in a way not told  [1]
-- order:   division_code, label, months
-- source:  Kaplan and Meier 1958; Aalen and Johansen 1978; Kalbfleisch and Prentice 2002, §1.4 and §8.2


with

counted as (

    select
        division_code,
        case $by when 'monitor_type' then monitor_type when 'main_risk' then main_risk else 'all' end as label,
        greatest(date_diff('month', identified_month, cast($since as date)), 0) as seen_from,
        date_diff('month', identified_month, least(closed_month, $month)) as ends_at,
        sum(households) as leaving,
        sum(households) filter (closed_month <= $month and closing = 'by_support') as by_support,
        sum(households) filter (closed_month <= $month and closing = 'natural') as naturally,
        sum(households) filter (closed_month <= $month and closing = 'untold') as untold
    from survival_spell
    where view = $view
        and division_code in (select division_code from division_tree where view = $view
            and case $places when 'below' then parent_code else division_code end = $division)
        and is_timed and identified_month <= $month and closed_month >= $since
        and ($monitor_type = '' or monitor_type = $monitor_type)
        and ($main_risk = '' or main_risk = $main_risk)
    group by all

),

point as (

    select division_code, label, ends_at as months, 0 as entering, leaving, by_support, naturally, untold from counted
    union all
    select division_code, label, seen_from, leaving, 0, 0, 0, 0 from counted

),

risk_set as (

    select
        division_code, label, months,
        cast(sum(sum(entering) - sum(leaving)) over life + sum(leaving) as bigint) as at_risk,
        cast(sum(leaving) as bigint) as leaving,
        cast(coalesce(sum(by_support), 0) as bigint) as by_support,
        cast(coalesce(sum(naturally), 0) as bigint) as naturally,
        cast(coalesce(sum(untold), 0) as bigint) as untold,
        cast(coalesce(sum(by_support), 0) + coalesce(sum(naturally), 0) + coalesce(sum(untold), 0) as bigint) as events
    from point
    group by division_code, label, months
    window life as (partition by division_code, label order by months)

),

estimate as (

    select
        *,
        product(1 - cast(events as double) / at_risk) over life as survival,
        coalesce(product(1 - cast(events as double) / at_risk) over (life rows between unbounded preceding and 1 preceding), 1) as still,
        sum(cast(events as double) / nullif(cast(at_risk as double) * (at_risk - events), 0)) over life as greenwood,
        1.959963984540054 * sqrt(greenwood) / nullif(ln(nullif(survival, 0)), 0) as bend
    from risk_set
    window life as (partition by division_code, label order by months)

)

select
    division_code, label, months, at_risk, leaving, by_support, naturally, untold,
    survival,
    case when survival > 0 then coalesce(survival ** exp(-bend), 1) end as survival_low,
    case when survival > 0 then coalesce(survival ** exp(bend), 1) end as survival_high,
    sum(still * by_support / at_risk) over life as by_support_share,
    sum(still * naturally / at_risk) over life as naturally_share,
    sum(still * untold / at_risk) over life as untold_share
from estimate
window life as (partition by division_code, label order by months)
order by division_code, label, months
