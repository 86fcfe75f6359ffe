-- Open cases begun more than two years ago.
--
-- grain:     case_id
-- reads:     open_case, snapshot_info, source_household, source_monitor_case
-- inputs:
--     long_open_months  INTEGER  months after which a case is open for long  [月]
-- columns:
--     household_id  VARCHAR  the household
--     person_id     VARCHAR  null: not about one person
--     case_id       VARCHAR  the case
--     village_code  VARCHAR  its village, or its township when the village is unknown
--     field         VARCHAR  identified_month
--     value         VARCHAR  the month it began
--     expected      VARCHAR  null: it cannot be told
-- order:     village_code, household_id, case_id
-- source:    J12; design
-- severity:  information
-- dimension: timeliness
-- title:     超24个月未消除
-- title_en:  Open for more than two years
-- remedy:    评估帮扶成效，调整措施；需长期兜底的落实保障。
-- remedy_en: Judge what support has done, and change it; secure those who need lasting support.

select
    source_monitor_case.household_id,
    cast(null as varchar) as person_id,
    source_monitor_case.case_id,
    source_household.placed_code as village_code,
    'identified_month' as field,
    cast(source_monitor_case.identified_month as varchar) as value,
    cast(null as varchar) as expected
from source_monitor_case
join source_household
    on source_household.household_id = source_monitor_case.household_id
join open_case
    on open_case.case_id = source_monitor_case.case_id
cross join snapshot_info
where datediff('month', source_monitor_case.identified_month, snapshot_info.as_of_on) > $long_open_months
order by source_household.placed_code, source_monitor_case.household_id, source_monitor_case.case_id
