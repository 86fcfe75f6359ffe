-- Open cases begun more than three months ago in a household with somebody able to work, weak
-- labour counted, and no measure of industry or employment. A measure counts for the case it
-- names; one that names none counts unless it ended before. Nobody can be found without while none
-- were imported.
--
-- grain:     case_id
-- reads:     open_case, risk_household, snapshot_info, source_household, source_monitor_case,
--            source_support_measure
-- inputs:
--     industry_months  INTEGER  months by which such support is looked for  [月]
-- columns:
--     household_id  VARCHAR  the household
--     person_id     VARCHAR  null: not about one person
--     case_id       VARCHAR  the case
--     village_code  VARCHAR  its village, or its township when the village is unknown
--     field         VARCHAR  developmental_status
--     value         VARCHAR  as it stands
--     expected      VARCHAR  null: it cannot be told
-- order:     village_code, household_id, case_id
-- source:    H21; RU
-- severity:  information
-- dimension: timeliness
-- title:     有劳力户未做产业/就业帮扶
-- title_en:  Able, without support of industry or work
-- remedy:    了解发展意愿，优先安排产业或就业帮扶。
-- remedy_en: Ask what they wish for, and offer industry or work first.

select
    source_monitor_case.household_id,
    cast(null as varchar) as person_id,
    source_monitor_case.case_id,
    source_household.placed_code as village_code,
    'developmental_status' as field,
    source_monitor_case.developmental_status as value,
    cast(null as varchar) as expected
from source_monitor_case
join source_household
    on source_household.household_id = source_monitor_case.household_id
join open_case
    on open_case.case_id = source_monitor_case.case_id
join risk_household
    on risk_household.household_id = source_monitor_case.household_id
cross join snapshot_info
where risk_household.able + risk_household.weak > 0
    and datediff('month', source_monitor_case.identified_month, snapshot_info.as_of_on) > $industry_months
    and exists (select 1 from source_support_measure)
    and not exists (
        select 1
        from source_support_measure
        where source_support_measure.household_id = source_monitor_case.household_id
            and source_support_measure.measure_class in ('39', '40')
            and (
                source_support_measure.case_id = source_monitor_case.case_id
                or source_support_measure.case_id is null
                and coalesce(source_support_measure.ended_on >= source_monitor_case.identified_month, true)
            )
    )
order by source_household.placed_code, source_monitor_case.household_id, source_monitor_case.case_id
