-- The households behind a figure: those of a division that are in the asked state at the end of a
-- month, or came into it during the month; one that came in twice in the month stands twice.
--
-- grain:   case_id
-- reads:   spell, division_path, household, division_tree
-- inputs:
--     view          VARCHAR  management or legal
--     division      VARCHAR  division code
--     month         DATE     first day of the month
--     measure       VARCHAR  identified, open, eliminated, new or closed
--     monitor_type  VARCHAR  one type only; empty for all
--     main_risk     VARCHAR  one main risk only; empty for all
--     skip          BIGINT   rows passed over
--     take          BIGINT   rows listed at most
--     sort          VARCHAR  longest, people, closed, monitor_type or main_risk first; else by place
-- columns:
--     case_id           VARCHAR  the spell it is there by
--     household_id      VARCHAR  the household
--     head_name         VARCHAR  its head
--     town_name         VARCHAR  its township; null when placed above one
--     village_name      VARCHAR  its village; null when the village is unknown
--     monitor_type      VARCHAR  code of list monitor_type, or UNKNOWN
--     main_risk         VARCHAR  code of list risk_type, or UNKNOWN
--     people            BIGINT   people at identification  [人]
--     identified_month  DATE     month its monitoring began
--     closed_month      DATE     month it was eliminated, by the end of the asked month; null while open
--     closing           VARCHAR  open, by_support, natural or untold, at the end of the asked month
--     months_open       INTEGER  months under monitoring so far, or until elimination  [月]
-- order:   sort, village_code, household_id, case_id

with

place as (

    select leaf_code
    from division_path
    where view = $view
        and ancestor_code = $division

),

state as (

    select
        spell.case_id,
        spell.household_id,
        spell.village_code,
        spell.monitor_type,
        spell.main_risk,
        spell.people,
        spell.identified_month,
        case when spell.closed_month <= $month and spell.closing <> 'superseded'
            then spell.closed_month end as closed_month,
        case when spell.closed_month <= $month and spell.closing <> 'superseded'
            then spell.closing else 'open' end as closing,
        spell.identified_month = $month and not spell.is_continued as is_new,
        coalesce(spell.next_identified_month, date '9999-12-01') > $month as is_latest,
        case $sort
            when 'longest' then date_diff('day', date '1900-01-01', spell.identified_month)
            when 'people' then -spell.people
            when 'closed' then -date_diff('day', date '1900-01-01', spell.closed_month)
        end as first_by_number,
        case $sort when 'monitor_type' then spell.monitor_type when 'main_risk' then spell.main_risk end as first_by_code
    from spell
    join place
        on place.leaf_code = spell.village_code
    where spell.identified_month <= $month
        and ($monitor_type = '' or spell.monitor_type = $monitor_type)
        and ($main_risk = '' or spell.main_risk = $main_risk)

),

behind as (

    select *
    from state
    where case $measure
        when 'identified' then state.is_latest
        when 'open' then state.is_latest and state.closing = 'open'
        when 'eliminated' then state.is_latest and state.closing <> 'open'
        when 'new' then state.is_new
        when 'closed' then state.closed_month = $month
    end
    order by state.first_by_number, state.first_by_code, state.village_code, state.household_id, state.case_id
    limit $take offset $skip

)

select
    behind.case_id,
    behind.household_id,
    household.head_name,
    town.short_name as town_name,
    village.short_name as village_name,
    behind.monitor_type,
    behind.main_risk,
    behind.people,
    behind.identified_month,
    behind.closed_month,
    behind.closing,
    cast(
        (extract(year from coalesce(behind.closed_month, $month)) - extract(year from behind.identified_month)) * 12
        + extract(month from coalesce(behind.closed_month, $month)) - extract(month from behind.identified_month)
        as integer
    ) as months_open
from behind
join household
    on household.household_id = behind.household_id
left join division_tree as village
    on village.view = $view
    and village.division_code = behind.village_code
    and village.level = 5
left join division_tree as town
    on town.view = $view
    and town.division_code = left(behind.village_code, 9)
    and town.level = 4
order by behind.first_by_number, behind.first_by_code, behind.village_code, behind.household_id, behind.case_id
