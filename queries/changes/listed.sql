-- The households behind a change: those in the measure in one of two months and not alike in the
-- other, each with its part; the parts add up to the change.
--
-- grain:   household_id
-- reads:   division_path, spell, household, division_tree
-- inputs:
--     view          VARCHAR  management or legal
--     division      VARCHAR  division code
--     at            VARCHAR  inside: the division and all below; at: only what is placed at itself
--     since         DATE     the earlier month, first day
--     month         DATE     the later month, first day
--     measure       VARCHAR  open, identified or eliminated at month end; new or closed in the month
--     monitor_type  VARCHAR  one type only; empty for all
--     main_risk     VARCHAR  one main risk only; empty for all
-- columns:
--     household_id  VARCHAR  the household
--     head_name     VARCHAR  its head
--     town_name     VARCHAR  its township; null when placed above one
--     village_name  VARCHAR  its village; null when the village is unknown
--     change        BIGINT   now less before: 1 came in, -1 went out  [户]
--     people        BIGINT   its part of the change  [人]
--     monitor_type  VARCHAR  of its latest spell by then, code of list monitor_type, or UNKNOWN
--     main_risk     VARCHAR  of its latest spell by then, code of list risk_type, or UNKNOWN
--     identified_month  DATE  month that spell began
--     closed_month  DATE     month it ended, by the later month; null while open
--     closing       VARCHAR  open, by_support, natural, untold or superseded, at the end of the later month
-- order:   change, village_code, household_id

with

asked as (

    select 0 as is_now, cast($since as date) as month
    union all
    select 1, cast($month as date)

),

held as (

    select
        spell.household_id,
        cast(sum(2 * asked.is_now - 1) as bigint) as change,
        cast(sum(spell.people * (2 * asked.is_now - 1)) as bigint) as people
    from asked
    join spell
        on spell.identified_month <= asked.month
    join division_path
        on division_path.view = $view
        and division_path.ancestor_code = $division
        and division_path.leaf_code = spell.village_code
    where ($at = 'inside' or spell.village_code = $division)
        and ($monitor_type = '' or spell.monitor_type = $monitor_type)
        and ($main_risk = '' or spell.main_risk = $main_risk)
        and case
            when $measure = 'new' then spell.identified_month = asked.month and not spell.is_continued
            when $measure = 'closed' then spell.closed_month = asked.month and spell.closing <> 'superseded'
            when coalesce(spell.next_identified_month, date '9999-12-01') <= asked.month then false
            when $measure = 'identified' then true
            else ($measure = 'eliminated') = coalesce(spell.closed_month <= asked.month and spell.closing <> 'superseded', false)
        end
    group by spell.household_id
    having sum(2 * asked.is_now - 1) <> 0

),

latest as (

    select
        spell.household_id, spell.village_code, spell.monitor_type, spell.main_risk, spell.identified_month,
        case when spell.closed_month <= $month then spell.closed_month end as closed_month,
        case when spell.closed_month <= $month then spell.closing else 'open' end as closing
    from spell
    where spell.identified_month <= $month
        and coalesce(spell.next_identified_month, date '9999-12-01') > $month

)

select
    held.household_id,
    household.head_name,
    town.short_name as town_name,
    village.short_name as village_name,
    held.change,
    held.people,
    latest.monitor_type,
    latest.main_risk,
    latest.identified_month,
    latest.closed_month,
    latest.closing
from held
join latest
    on latest.household_id = held.household_id
join household
    on household.household_id = held.household_id
left join division_tree as village
    on village.view = $view
    and village.division_code = latest.village_code
    and village.level = 5
left join division_tree as town
    on town.view = $view
    and town.division_code = left(latest.village_code, 9)
    and town.level = 4
order by held.change desc, latest.village_code, held.household_id
