-- The households under monitoring behind a figure of the risks page.
--
-- grain:   case_id
-- reads:   spell, division_path, risk_need, risk_means, risk_contradiction, household, division_tree
-- inputs:
--     view          VARCHAR  management or legal
--     division      VARCHAR  division code
--     month         DATE     first day of the month
--     on            DATE     day of the count, in that month
--     monitor_type  VARCHAR  one type only; empty for all
--     figure        VARCHAR  main, any, set, lacking, late, means or contradiction
--     key           VARCHAR  a code of risk_type; for set codes joined by +; for contradiction which
-- columns:
--     case_id           VARCHAR    the spell
--     household_id      VARCHAR    the household
--     head_name         VARCHAR    its head
--     town_name         VARCHAR    its township; null when placed above one
--     village_name      VARCHAR    its village; null when the village is unknown
--     monitor_type      VARCHAR    code of list monitor_type, or UNKNOWN
--     risks             VARCHAR[]  codes of list risk_type, sorted
--     people            BIGINT     people at identification  [人]
--     identified_month  DATE       month its monitoring began
-- order:   village_code, household_id, case_id

with

risked as (

    select
        case_id,
        list(risk order by risk) as risks,
        bool_or(risk = $key) as is_any,
        bool_or(risk = $key and is_main) as is_main,
        bool_or(risk = $key and coalesce(answered_on > $on, true) and not is_answered_undated) as is_lacking
    from risk_need
    group by case_id

)

select
    spell.case_id,
    spell.household_id,
    household.head_name,
    town.short_name as town_name,
    village.short_name as village_name,
    spell.monitor_type,
    risked.risks,
    spell.people,
    spell.identified_month
from spell
join division_path
    on division_path.leaf_code = spell.village_code and division_path.view = $view and division_path.ancestor_code = $division
join risked
    on risked.case_id = spell.case_id
join household
    on household.household_id = spell.household_id
left join risk_means
    on risk_means.case_id = spell.case_id
left join division_tree as village
    on village.view = $view and village.division_code = spell.village_code and village.level = 5
left join division_tree as town
    on town.view = $view and town.division_code = left(spell.village_code, 9)
where spell.identified_month <= $month
    and (spell.closed_month is null or spell.closed_month > $month)
    and ($monitor_type = '' or spell.monitor_type = $monitor_type)
    and case $figure
        when 'main' then risked.is_main
        when 'any' then risked.is_any
        when 'set' then array_to_string(risked.risks, '+') = $key
        when 'lacking' then risked.is_lacking
        when 'late' then risked.is_lacking and cast(spell.identified_month + interval 2 month as date) <= $on
        when 'means' then risk_means.is_able and cast(spell.identified_month + interval 7 month as date) <= $on
            and coalesce(risk_means.first_on > $on, true) and not risk_means.is_undated
        when 'contradiction' then spell.case_id in (select case_id from risk_contradiction where contradiction = $key)
    end
order by spell.village_code, spell.household_id, spell.case_id
