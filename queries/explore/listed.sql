-- The households behind a cell of the free drill: those that are left after its steps.
--
-- grain:   case_id
-- reads:   spell, division_path, spell_facet, household, division_tree
-- inputs:
--     view          VARCHAR    management or legal
--     division      VARCHAR    division code
--     month         DATE       first day of the month
--     measure       VARCHAR    identified, open, eliminated, new or closed
--     monitor_type  VARCHAR    one type only; empty for all
--     main_risk     VARCHAR    one main risk only; empty for all
--     steps         VARCHAR[]  facets that all must hold, each dimension=value, none twice
--     closing       VARCHAR    open, by_support, natural or untold at the end of the month; empty for all
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
-- order:   village_code, household_id, case_id

with

behind as (

    select *, case when closed_month <= $month and closing <> 'superseded' then closing else 'open' end as state
    from spell
    where village_code in (select leaf_code from division_path where view = $view and ancestor_code = $division)
        and identified_month <= $month
        and ($monitor_type = '' or monitor_type = $monitor_type)
        and ($main_risk = '' or main_risk = $main_risk)
        and case
            when $measure = 'new' then identified_month = $month and not is_continued
            when $measure = 'closed' then closed_month = $month and closing <> 'superseded'
            when coalesce(next_identified_month, date '9999-12-01') <= $month then false
            when $measure = 'identified' then true
            else ($measure = 'eliminated') = coalesce(closed_month <= $month and closing <> 'superseded', false)
        end

),

taken as (

    select case_id
    from spell_facet
    where facet in (select unnest($steps))
    group by case_id
    having count(facet) = len($steps)

),

kept as (

    select behind.*
    from behind
    left join taken
        on taken.case_id = behind.case_id
    where (len($steps) = 0 or taken.case_id is not null)
        and ($closing = '' or behind.state = $closing)

)

select
    kept.case_id,
    kept.household_id,
    household.head_name,
    town.short_name as town_name,
    village.short_name as village_name,
    kept.monitor_type,
    kept.main_risk,
    kept.people,
    kept.identified_month,
    case when kept.state <> 'open' then kept.closed_month end as closed_month,
    kept.state as closing
from kept
join household
    on household.household_id = kept.household_id
left join division_tree as village
    on village.view = $view and village.division_code = kept.village_code and village.level = 5
left join division_tree as town
    on town.view = $view and town.division_code = left(kept.village_code, 9) and town.level = 4
order by kept.village_code, kept.household_id, kept.case_id
