-- Cases with a measure that began more than three months before the month of identification.
--
-- grain:     case_id
-- reads:     source_household, source_monitor_case, source_support_measure
-- inputs:
--     early_measure_months  INTEGER  months a measure may begin before identification  [月]
-- columns:
--     household_id  VARCHAR  the household
--     person_id     VARCHAR  null: not about one person
--     case_id       VARCHAR  the case
--     village_code  VARCHAR  its village, or its township when the village is unknown
--     field         VARCHAR  started_on
--     value         VARCHAR  the earliest day
--     expected      VARCHAR  no earlier than so long before identification
-- order:     village_code, household_id, case_id
-- source:    H22; RU
-- severity:  warning
-- dimension: timeliness
-- title:     帮扶措施早于识别日期
-- title_en:  Measure before identification
-- remedy:    核实措施开始日期；识别前的措施不应登记在本次监测下。
-- remedy_en: Check the day it began; a measure from before does not belong to this case.

with

first as (

    select case_id, min(started_on) as started_on
    from source_support_measure
    group by case_id

)

select
    source_monitor_case.household_id,
    cast(null as varchar) as person_id,
    source_monitor_case.case_id,
    source_household.placed_code as village_code,
    'started_on' as field,
    cast(first.started_on as varchar) as value,
    '≥ ' || cast(cast(
        source_monitor_case.identified_month - to_months($early_measure_months) as date) as varchar) as expected
from source_monitor_case
join source_household
    on source_household.household_id = source_monitor_case.household_id
join first
    on first.case_id = source_monitor_case.case_id
where first.started_on < source_monitor_case.identified_month - to_months($early_measure_months)
order by source_household.placed_code, source_monitor_case.household_id, source_monitor_case.case_id
