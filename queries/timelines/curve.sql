-- How long until the risk is eliminated: Kaplan and Meier's estimate with its 95 % log-log Greenwood
-- band, and Aalen and Johansen's cumulative incidence of each way out, month by month, exact at ties.
-- A spell begun before the window of observation enters late (left truncation); one still open at the
-- cut-off, or superseded, is censored after the eliminations of its last month.
--
-- grain:   division_code, label, months
-- reads:   division_tree, survival_cell, survival_spell
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

asked as (

    select year(cast($since as date)) * 12 + month(cast($since as date)) - 1 as first,
        year(cast($month as date)) * 12 + month(cast($month as date)) - 1 as last

),

curve as (

    select
        cell, division_code, closing,
        case $by when 'monitor_type' then monitor_type when 'main_risk' then main_risk else 'all' end as label
    from survival_cell
    where view = $view
        and division_code in (select division_code from division_tree where view = $view
            and case $places when 'below' then parent_code else division_code end = $division)
        and is_timed and ($monitor_type = '' or monitor_type = $monitor_type)
        and ($main_risk = '' or main_risk = $main_risk)

),

counted as (

    -- One pass over the spells, by two whole numbers; a life cut short is told below nought.
    select
        survival_spell.cell,
        case when survival_spell.closed <= asked.last then survival_spell.closed - survival_spell.began
            else survival_spell.began - asked.last - 1 end as ended,
        sum(survival_spell.households) as spells
    from survival_spell join curve on curve.cell = survival_spell.cell cross join asked
    where survival_spell.began <= asked.last and survival_spell.closed >= asked.first
    group by all

),

late as (

    -- Those begun before the window: under observation from its first month only.
    select survival_spell.cell, asked.first - survival_spell.began as seen_from,
        sum(survival_spell.households) as spells
    from survival_spell join curve on curve.cell = survival_spell.cell cross join asked
    where survival_spell.began < asked.first and survival_spell.closed >= asked.first
    group by all

),

point as (

    select cell, case when ended < 0 then -1 - ended else ended end as months, 0 as entering,
        spells as leaving, case when ended < 0 then 0 else spells end as closed from counted
    union all
    select cell, 0, spells, 0, 0 from counted
    union all
    select cell, 0, -spells, 0, 0 from late
    union all
    select cell, seen_from, spells, 0, 0 from late

),

risk_set as (

    select
        division_code, label, months,
        cast(sum(sum(entering) - sum(leaving)) over life + sum(leaving) as bigint) as at_risk,
        cast(sum(leaving) as bigint) as leaving,
        cast(coalesce(sum(closed) filter (closing = 'by_support'), 0) as bigint) as by_support,
        cast(coalesce(sum(closed) filter (closing = 'natural'), 0) as bigint) as naturally,
        cast(coalesce(sum(closed) filter (closing = 'untold'), 0) as bigint) as untold,
        by_support + naturally + untold as events
    from point join curve on curve.cell = point.cell
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
    from risk_set where at_risk > 0
    window life as (partition by division_code, label order by months)

)

select
    division_code, label, months, at_risk, leaving, by_support, naturally, untold,
    survival, case when survival > 0 then coalesce(survival ** exp(-bend), 1) end as survival_low,
    case when survival > 0 then coalesce(survival ** exp(bend), 1) end as survival_high,
    sum(still * by_support / at_risk) over life as by_support_share,
    sum(still * naturally / at_risk) over life as naturally_share,
    sum(still * untold / at_risk) over life as untold_share
from estimate
window life as (partition by division_code, label order by months)
order by division_code, label, months
