-- Which spells a curve rests on, and which are left out, by reason: nothing is dropped in silence.
--
-- grain:   counted
-- reads:   survival_spell
-- inputs:
--     view          VARCHAR  management or legal
--     division      VARCHAR  division code
--     since         DATE     first month of observation
--     month         DATE     last month of observation
--     monitor_type  VARCHAR  one type only; empty for all
--     main_risk     VARCHAR  one main risk only; empty for all
-- columns:
--     counted     BIGINT  spells the curve rests on  [户]
--     late        BIGINT  of these, begun before the window and entering late  [户]
--     eliminated  BIGINT  of these, eliminated within the window  [户]
--     open        BIGINT  of these, still open at its end  [户]
--     superseded  BIGINT  of these, followed by another spell while open, and censored there  [户]
--     ended       BIGINT  left out: ended before the window  [户]
--     untimed     BIGINT  left out: a month is missing, or elimination is before identification  [户]
-- order:   counted

with

asked as (

    select year(cast($since as date)) * 12 + month(cast($since as date)) - 1 as first,
        year(cast($month as date)) * 12 + month(cast($month as date)) - 1 as last

),

found as (

    select
        is_timed,
        began < asked.first as is_late,
        closed < asked.first as is_before,
        case when closed <= asked.last then closing else 'open' end as closing,
        households
    from survival_spell
    cross join asked
    where view = $view
        and division_code = $division
        and began <= asked.last
        and ($monitor_type = '' or monitor_type = $monitor_type)
        and ($main_risk = '' or main_risk = $main_risk)

)

select
    cast(coalesce(sum(households) filter (is_timed and not is_before), 0) as bigint) as counted,
    cast(coalesce(sum(households) filter (is_timed and not is_before and is_late), 0) as bigint) as late,
    cast(coalesce(sum(households) filter (
        is_timed and not is_before and closing in ('by_support', 'natural', 'untold')), 0) as bigint) as eliminated,
    cast(coalesce(sum(households) filter (is_timed and not is_before and closing = 'open'), 0) as bigint) as open,
    cast(coalesce(sum(households) filter (is_timed and not is_before and closing = 'superseded'), 0) as bigint) as superseded,
    cast(coalesce(sum(households) filter (is_timed and is_before), 0) as bigint) as ended,
    cast(coalesce(sum(households) filter (not is_timed), 0) as bigint) as untimed
from found
order by counted
