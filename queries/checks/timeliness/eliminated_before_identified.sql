-- Cases eliminated in a month before the one in which they were identified.
--
-- grain:     case_id
-- reads:     source_household, source_monitor_case
-- columns:
--     household_id  VARCHAR  the household
--     person_id     VARCHAR  null: not about one person
--     case_id       VARCHAR  the case
--     village_code  VARCHAR  its village, or its township when the village is unknown
--     field         VARCHAR  eliminated_month
--     value         VARCHAR  the month of elimination
--     expected      VARCHAR  not before the month of identification
-- order:     village_code, household_id, case_id
-- source:    J03; RU
-- severity:  error
-- dimension: timeliness
-- title:     消除早于识别
-- title_en:  Eliminated before identified
-- remedy:    对照审批材料更正识别或消除时间。
-- remedy_en: Correct either month from the papers of approval.

select
    source_monitor_case.household_id,
    cast(null as varchar) as person_id,
    source_monitor_case.case_id,
    source_household.placed_code as village_code,
    'eliminated_month' as field,
    cast(source_monitor_case.eliminated_month as varchar) as value,
    '≥ ' || cast(source_monitor_case.identified_month as varchar) as expected
from source_monitor_case
join source_household
    on source_household.household_id = source_monitor_case.household_id
where source_monitor_case.eliminated_month < source_monitor_case.identified_month
order by source_household.placed_code, source_monitor_case.household_id, source_monitor_case.case_id
