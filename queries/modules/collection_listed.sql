-- The households under monitoring whose records lack something.
--
-- grain:   case_id
-- reads:   division_path, division_tree, spell, household, source_monitor_case
-- inputs:
--     view      VARCHAR  management or legal
--     division  VARCHAR  division code
--     month  DATE  first day of the month
--     figure  VARCHAR  monitored, no_risk, no_income, no_guarantees, no_contact, no_location or incomplete
-- columns:
--     case_id  VARCHAR  the spell
--     household_id  VARCHAR  the household
--     head_name  VARCHAR  its head
--     village_name  VARCHAR  its village; null when unknown
--     collected_on  DATE  day of the home collection
-- order:   item.case_id

with

item as (

    select
        spell.case_id, spell.household_id, household.village_code, household.head_name, household.collected_on,
        household.longitude between 73 and 136 and household.latitude between 3 and 54
            and coalesce(household.coordinate_system, 'unknown') <> 'unknown' as is_located,
        household.net_income_per_head_yuan is not null as has_income,
        household.house_grade is not null and household.is_water_safe is not null
            and source_monitor_case.has_uninsured_when_identified is not null
            and source_monitor_case.has_dropout_when_identified is not null as has_guarantees,
        source_monitor_case.contact_name is not null and source_monitor_case.contact_phone is not null as has_contact,
        source_monitor_case.risk_1 is not null as has_risk
    from spell
    join household on household.household_id = spell.household_id
    join source_monitor_case on source_monitor_case.case_id = spell.case_id
    where spell.identified_month <= $month and (spell.closed_month is null or spell.closed_month > $month)

)

select
    item.case_id,
    item.household_id,
    item.head_name,
    village.short_name as village_name,
    item.collected_on
from item
join division_path
    on division_path.view = $view and division_path.ancestor_code = $division and division_path.leaf_code = item.village_code
left join division_tree as village
    on village.view = $view and village.division_code = item.village_code and village.level = 5
where case $figure
    when 'monitored' then true
    when 'no_risk' then not coalesce(item.has_risk, false)
    when 'no_income' then not coalesce(item.has_income, false)
    when 'no_guarantees' then not coalesce(item.has_guarantees, false)
    when 'no_contact' then not coalesce(item.has_contact, false)
    when 'no_location' then not coalesce(item.is_located, false)
    when 'incomplete' then not coalesce(item.has_risk and item.has_income and item.has_guarantees and item.has_contact and item.is_located, false)
end
order by item.case_id
