-- Whether the records of the households under monitoring are complete: risks, income, guarantees,
-- contact and location, by division.
--
-- grain:   division_code
-- reads:   division_tree, division_path, spell, household, source_monitor_case
-- inputs:
--     view      VARCHAR  management or legal
--     division  VARCHAR  division code; it and its children are listed
--     month  DATE  first day of the month
-- columns:
--     division_code  VARCHAR  the division
--     short_name     VARCHAR  its name in charts
--     is_local_code  BOOLEAN  its code is not an official one
--     is_total       BOOLEAN  the chosen division itself
--     monitored  BIGINT  under monitoring at the end of the month  [户]
--     no_risk  BIGINT  without a risk  [户]
--     no_income  BIGINT  without net income a head  [户]
--     no_guarantees  BIGINT  without the three guarantees or water  [户]
--     no_contact  BIGINT  without a contact or their number  [户]
--     no_location  BIGINT  without a point that can be drawn  [户]
--     incomplete  BIGINT  lacking any of these  [户]
--     complete_rate  DOUBLE  (monitored - incomplete) / monitored  [1]
-- order:   is_total desc, division_code
-- source:  notice 一（二）: what is collected, the location together with it

with

area as (

    select division_code, short_name, is_local_code, division_code = $division as is_total
    from division_tree
    where view = $view and (parent_code = $division or division_code = $division)

),

item as (

    select
        spell.case_id, spell.household_id, spell.village_code, household.head_name, household.collected_on,
        household.longitude between 73 and 136 and household.latitude between 3 and 54
            and coalesce(household.coordinate_system, 'unknown') <> 'unknown' as is_located,
        household.net_income_per_head_yuan is not null as has_income,
        household.house_grade is not null and household.is_water_safe is not null
            and source_monitor_case.has_uninsured_when_identified is not null
            and source_monitor_case.has_dropout_when_identified is not null as has_guarantees,
        source_monitor_case.contact_name is not null and source_monitor_case.contact_phone is not null as has_contact,
        source_monitor_case.risk_1 is not null as has_risk
    from spell
    join household
        on household.household_id = spell.household_id
        and household.village_code = spell.village_code
    join source_monitor_case on source_monitor_case.case_id = spell.case_id
    where spell.identified_month <= $month and (spell.closed_month is null or spell.closed_month > $month)
        and spell.village_code in (
            select leaf_code from division_path where view = $view and ancestor_code = $division
        )

)

select
    area.division_code,
    area.short_name,
    area.is_local_code,
    area.is_total,
    count(item.case_id) as monitored,
    count(item.case_id) filter (not coalesce(has_risk, false)) as no_risk,
    count(item.case_id) filter (not coalesce(has_income, false)) as no_income,
    count(item.case_id) filter (not coalesce(has_guarantees, false)) as no_guarantees,
    count(item.case_id) filter (not coalesce(has_contact, false)) as no_contact,
    count(item.case_id) filter (not coalesce(is_located, false)) as no_location,
    count(item.case_id) filter (not coalesce(has_risk and has_income and has_guarantees and has_contact and is_located, false)) as incomplete,
    cast(monitored - incomplete as double) / nullif(monitored, 0) as complete_rate
from area
left join division_path
    on division_path.view = $view and division_path.ancestor_code = area.division_code
left join item
    on item.village_code = division_path.leaf_code
group by area.division_code, area.short_name, area.is_local_code, area.is_total
order by area.is_total desc, area.division_code
