-- How many households, and people, are behind a figure: the length of households/listed.
--
-- grain:   households
-- reads:   spell, division_path
-- inputs:
--     view          VARCHAR  management or legal
--     division      VARCHAR  division code
--     month         DATE     first day of the month
--     measure       VARCHAR  identified, open, eliminated, new or closed
--     monitor_type  VARCHAR  one type only; empty for all
--     main_risk     VARCHAR  one main risk only; empty for all
-- columns:
--     households  BIGINT  households in the asked state  [户]
--     people      BIGINT  their people at identification  [人]
-- order:   households

with

place as (

    select leaf_code
    from division_path
    where view = $view
        and ancestor_code = $division

),

state as (

    select
        spell.household_id,
        spell.people,
        case when spell.closed_month <= $month and spell.closing <> 'superseded'
            then spell.closed_month end as closed_month,
        case when spell.closed_month <= $month and spell.closing <> 'superseded'
            then spell.closing else 'open' end as closing,
        spell.identified_month = $month and not spell.is_continued as is_new,
        coalesce(spell.next_identified_month, date '9999-12-01') > $month as is_latest
    from spell
    join place
        on place.leaf_code = spell.village_code
    where spell.identified_month <= $month
        and ($monitor_type = '' or spell.monitor_type = $monitor_type)
        and ($main_risk = '' or spell.main_risk = $main_risk)

)

select
    count(*) as households,
    cast(coalesce(sum(state.people), 0) as bigint) as people
from state
where case $measure
    when 'identified' then state.is_latest
    when 'open' then state.is_latest and state.closing = 'open'
    when 'eliminated' then state.is_latest and state.closing <> 'open'
    when 'new' then state.is_new
    when 'closed' then state.closed_month = $month
end
order by households
