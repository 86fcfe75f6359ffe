-- Where each household stands, with each of its spells; one row, without a spell, for a household
-- never under monitoring. Every layer of households reads it: those with a spell stand first, so that
-- the figures of monitoring read a fortieth of the rows. A household counts once a month as new or
-- eliminated, by its last spell of that month.
--
-- grain:   household_id, number
-- reads:   point, spell
-- columns:
--     household_id           VARCHAR  the household
--     number                 INTEGER  of the spell among its household's, from 1; 0 without a spell
--     village_code           VARCHAR  its village, or its township when the village is unknown
--     state                  VARCHAR  drawn, missing, zero, outside or undeclared
--     longitude              DOUBLE   WGS-84; null unless drawn  [度]
--     latitude               DOUBLE   WGS-84; null unless drawn  [度]
--     monitor_type           VARCHAR  code of list monitor_type, or UNKNOWN; null without a spell
--     main_risk              VARCHAR  code of list risk_type, or UNKNOWN; null without a spell
--     identified_month       DATE     month it began; null without a spell
--     closed_month           DATE     month it ended or was superseded; null while open
--     closing                VARCHAR  open, by_support, natural, untold or superseded
--     next_identified_month  DATE     month the household's next spell began; null when none
--     new_month              DATE     month the household counts as new by it; null when continued
--     eliminated_month       DATE     month the household counts as eliminated by it; null when superseded
-- order:   number is null, village_code, household_id, number

with

numbered as (

    select
        spell.household_id,
        spell.monitor_type,
        spell.main_risk,
        spell.identified_month,
        spell.closed_month,
        spell.closing,
        spell.next_identified_month,
        case when not spell.is_continued then spell.identified_month end as new_month,
        case when spell.closing <> 'superseded' then spell.closed_month end as eliminated_month,
        row_number() over (
            partition by spell.household_id
            order by spell.identified_month, spell.case_id
        ) as number
    from spell

),

counted as (

    select
        numbered.*,
        max(case when numbered.new_month is not null then numbered.number end)
            over (partition by numbered.household_id, numbered.new_month) as last_new,
        max(case when numbered.eliminated_month is not null then numbered.number end)
            over (partition by numbered.household_id, numbered.eliminated_month) as last_eliminated
    from numbered

)

select
    point.household_id,
    cast(coalesce(counted.number, 0) as integer) as number,
    point.village_code,
    point.state,
    point.longitude,
    point.latitude,
    counted.monitor_type,
    counted.main_risk,
    counted.identified_month,
    counted.closed_month,
    counted.closing,
    counted.next_identified_month,
    case when counted.number = counted.last_new then counted.new_month end as new_month,
    case when counted.number = counted.last_eliminated then counted.eliminated_month end as eliminated_month
from point
left join counted
    on counted.household_id = point.household_id
order by
    case when counted.number is null then 1 else 0 end,
    point.village_code,
    point.household_id,
    counted.number
