-- Open cases begun two months ago or earlier with developmental support stated as not carried out
-- and no measure at all. A measure counts for the case it names; one that names none counts unless
-- it ended before. Nobody can be found without while none were imported.
--
-- grain:     case_id
-- reads:     open_case, snapshot_info, source_household, source_monitor_case,
--            source_support_measure
-- inputs:
--     first_measure_months  INTEGER  months by which a first measure is due  [月]
-- columns:
--     household_id  VARCHAR  the household
--     person_id     VARCHAR  null: not about one person
--     case_id       VARCHAR  the case
--     village_code  VARCHAR  its village, or its township when the village is unknown
--     field         VARCHAR  developmental_status
--     value         VARCHAR  none
--     expected      VARCHAR  what it is once support is settled
-- order:     village_code, household_id, case_id
-- source:    H12; T5 1_11_010
-- severity:  warning
-- dimension: timeliness
-- title:     识别1个月未落实帮扶
-- title_en:  No support a month after identification
-- remedy:    立即制定并落实帮扶措施，录入系统。
-- remedy_en: Plan and carry out support at once, and enter it.

select
    source_monitor_case.household_id,
    cast(null as varchar) as person_id,
    source_monitor_case.case_id,
    source_household.placed_code as village_code,
    'developmental_status' as field,
    source_monitor_case.developmental_status as value,
    'done|not_needed' as expected
from source_monitor_case
join source_household
    on source_household.household_id = source_monitor_case.household_id
join open_case
    on open_case.case_id = source_monitor_case.case_id
cross join snapshot_info
where source_monitor_case.developmental_status = 'none'
    and datediff('month', source_monitor_case.identified_month, snapshot_info.as_of_on) >= $first_measure_months
    and exists (select 1 from source_support_measure)
    and not exists (
        select 1
        from source_support_measure
        where source_support_measure.household_id = source_monitor_case.household_id
            and (
                source_support_measure.case_id = source_monitor_case.case_id
                or source_support_measure.case_id is null
                and coalesce(source_support_measure.ended_on >= source_monitor_case.identified_month, true)
            )
    )
order by source_household.placed_code, source_monitor_case.household_id, source_monitor_case.case_id
