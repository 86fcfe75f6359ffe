-- What the rules of elimination ask of a household under monitoring, one column a claim: true, false or
-- unknown, or an exact whole number.
--
-- grain:   household_id
-- reads:   spell, source_monitor_case, exit_fact, exit_income, source_household, identification_member, snapshot_info
-- columns:
--     household_id          VARCHAR  the household
--     village_code          VARCHAR  its village, or its township when the village is unknown
--     people                BIGINT   active members  [人]
--     place                 BIGINT   its place in the order of villages, from 0
--     is_in_scope           BOOLEAN  under monitoring: always true here
--     case_id               VARCHAR  the open spell
--     months_monitored      BIGINT   whole months from the day of identification to the snapshot's; a day of the
--                                    month that the last month lacks is its last; the first where no day is told  [月]
--     has_members           BOOLEAN  somebody is on its register
--     has_dropout           BOOLEAN  as in identification_member
--     has_uninsured         BOOLEAN  as in identification_member
--     is_house_safe         BOOLEAN  not dangerous, by the flag and by the grade
--     is_water_safe         BOOLEAN  drinking water is safe
--     net_line_low_bp       BIGINT   as in exit_income  [1/10000]
--     stable_months         BIGINT   months in a row with income at or above the line  [月]
--     developmental_status  VARCHAR  code of list developmental_status
--     is_assessed           BOOLEAN  the county assessed that the risk is gone; null when not assessed
--     has_no_labour         BOOLEAN  nobody is able to work, weak labour counted as able
--     has_no_full_labour    BOOLEAN  nobody has ordinary or skilled labour
--     is_on_safety_net      BOOLEAN  on the allowance, destitute, or said to need a lasting safety net
--     collector_id          VARCHAR  who collected it
--     collected_on          DATE     when it was collected
-- order:   village_code, household_id
-- source:  notice, 1 (3) and 2 (1); domain.md §4.4

select
    spell.household_id,
    spell.village_code,
    exit_fact.people,
    cast(row_number() over (order by spell.village_code, spell.household_id) - 1 as bigint) as place,
    true as is_in_scope,
    spell.case_id,
    cast(year(snapshot_info.as_of_on) * 12 + month(snapshot_info.as_of_on)
        - year(spell.identified_month) * 12 - month(spell.identified_month)
        - case when extract(day from snapshot_info.as_of_on) < extract(day from source_monitor_case.identified_on)
            and snapshot_info.as_of_on < last_day(snapshot_info.as_of_on) then 1 else 0 end as bigint)
        as months_monitored,
    exit_fact.has_members,
    told.has_dropout,
    told.has_uninsured,
    not (source_household.is_dangerous_house or coalesce(source_household.house_grade in ('C', 'D'), false))
        as is_house_safe,
    source_household.is_water_safe,
    exit_income.net_line_low_bp,
    cast(source_monitor_case.stable_months as bigint) as stable_months,
    source_monitor_case.developmental_status,
    case when source_monitor_case.monitor_status = 'ELIMINATING' then true
        when source_monitor_case.assessed_on is not null then false end as is_assessed,
    told.has_no_labour,
    told.has_no_full_labour,
    exit_fact.is_on_subsistence or exit_fact.is_destitute
        or coalesce(source_household.needs_lasting_safety_net, false) as is_on_safety_net,
    exit_fact.collector_id,
    exit_fact.collected_on
from spell
join exit_fact
    on exit_fact.household_id = spell.household_id
join exit_income
    on exit_income.household_id = spell.household_id
join source_household
    on source_household.household_id = spell.household_id
join source_monitor_case
    on source_monitor_case.case_id = spell.case_id
left join identification_member as told
    on told.household_id = spell.household_id
cross join snapshot_info
where spell.closing = 'open'
order by spell.village_code, spell.household_id
