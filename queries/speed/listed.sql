-- The spells that a hazard of elimination is fitted to, of one kind of household.
--
-- grain:   case_id
-- reads:   spell, source_monitor_case, household, division_path, division_tree, spell_facet
-- inputs:
--     view          VARCHAR  management or legal
--     division      VARCHAR  division code
--     since         DATE     first month of observation
--     month         DATE     last month of observation
--     monitor_type  VARCHAR  one type only; empty for all
--     main_risk     VARCHAR  one main risk only; empty for all
--     least         BIGINT   months of life before this are not looked at
--     facet         VARCHAR  dimension=value of spell_facet; empty for all
--     ended         BOOLEAN  only those eliminated through support or in a way not told
-- columns:
--     case_id           VARCHAR  the spell
--     household_id      VARCHAR  its household
--     head_name         VARCHAR  head of household
--     town_name         VARCHAR  its township; null when unknown
--     village_name      VARCHAR  its village; null when unknown
--     monitor_type      VARCHAR  code of list monitor_type, or UNKNOWN
--     main_risk         VARCHAR  code of list risk_type, or UNKNOWN
--     people            BIGINT   people at identification  [人]
--     identified_month  DATE     month it began
--     closed_month      DATE     month it ended by then; null while open
--     months            BIGINT   months under monitoring by then  [月]
--     closing           VARCHAR  open, by_support, natural, untold or superseded
-- order:   months desc, case_id

select
    spell.case_id,
    spell.household_id,
    household.head_name,
    town.short_name as town_name,
    village.short_name as village_name,
    spell.monitor_type,
    spell.main_risk,
    spell.people,
    spell.identified_month,
    case when spell.closed_month <= $month then spell.closed_month end as closed_month,
    date_diff('month', spell.identified_month, least(coalesce(spell.closed_month, $month), $month)) as months,
    case when spell.closed_month <= $month then spell.closing else 'open' end as closing
from spell
join source_monitor_case
    on source_monitor_case.case_id = spell.case_id
join household
    on household.household_id = spell.household_id
left join division_tree as village
    on village.view = $view and village.division_code = spell.village_code and village.level = 5
left join division_tree as town
    on town.view = $view and town.division_code = left(spell.village_code, 9) and town.level = 4
where spell.village_code in (select leaf_code from division_path where view = $view and ancestor_code = $division)
    and not spell.is_start_assumed and not spell.is_end_assumed
    and coalesce(source_monitor_case.eliminated_month, date '9999-12-01') >= spell.identified_month
    and spell.identified_month <= $month
    and coalesce(spell.closed_month, date '9999-12-01') >= $since
    and ($monitor_type = '' or spell.monitor_type = $monitor_type)
    and ($main_risk = '' or spell.main_risk = $main_risk)
    and ($facet = '' or spell.case_id in (select case_id from spell_facet where facet = $facet))
    and (not $ended or spell.closed_month <= $month and spell.closing in ('by_support', 'untold'))
    and date_diff('month', spell.identified_month, least(coalesce(spell.closed_month, $month), $month))
        >= greatest(date_diff('month', spell.identified_month, cast($since as date)), $least)
order by months desc, spell.case_id
