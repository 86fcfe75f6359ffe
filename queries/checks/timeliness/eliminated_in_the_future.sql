-- Cases whose month of elimination is after the month of the snapshot.
--
-- grain:     case_id
-- reads:     snapshot_info, source_household, source_monitor_case
-- columns:
--     household_id  VARCHAR  the household
--     person_id     VARCHAR  null: not about one person
--     case_id       VARCHAR  the case
--     village_code  VARCHAR  its village, or its township when the village is unknown
--     field         VARCHAR  eliminated_month
--     value         VARCHAR  the month of elimination
--     expected      VARCHAR  not after the month of the snapshot
-- order:     village_code, household_id, case_id
-- source:    J11; RU
-- severity:  error
-- dimension: timeliness
-- title:     消除日期在未来
-- title_en:  Eliminated in the future
-- remedy:    对照审批材料更正消除时间。
-- remedy_en: Correct the month from the papers of approval.

select
    source_monitor_case.household_id,
    cast(null as varchar) as person_id,
    source_monitor_case.case_id,
    source_household.placed_code as village_code,
    'eliminated_month' as field,
    cast(source_monitor_case.eliminated_month as varchar) as value,
    '≤ ' || cast(date_trunc('month', snapshot_info.as_of_on) as date) as expected
from source_monitor_case
join source_household
    on source_household.household_id = source_monitor_case.household_id
cross join snapshot_info
where source_monitor_case.eliminated_month > snapshot_info.as_of_on
order by source_household.placed_code, source_monitor_case.household_id, source_monitor_case.case_id
