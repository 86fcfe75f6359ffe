-- Cases with the risk of natural disaster of which the kind of disaster is not told.
--
-- grain:     case_id
-- reads:     source_household, source_monitor_case
-- columns:
--     household_id  VARCHAR  the household
--     person_id     VARCHAR  null: not about one person
--     case_id       VARCHAR  the case
--     village_code  VARCHAR  its village, or its township when the village is unknown
--     field         VARCHAR  disaster_kind
--     value         VARCHAR  null
--     expected      VARCHAR  null: it cannot be told
-- order:     village_code, household_id, case_id
-- source:    H11; T11
-- severity:  warning
-- dimension: completeness
-- title:     户存在风险但未填因灾子项
-- title_en:  Disaster of unknown kind
-- remedy:    按受灾情况补录因自然灾害子项。
-- remedy_en: Enter the kind of disaster.

select
    source_monitor_case.household_id,
    cast(null as varchar) as person_id,
    source_monitor_case.case_id,
    source_household.placed_code as village_code,
    'disaster_kind' as field,
    cast(null as varchar) as value,
    cast(null as varchar) as expected
from source_monitor_case
join source_household
    on source_household.household_id = source_monitor_case.household_id
where coalesce(source_monitor_case.monitor_status, 'MONITORED')
        not in ('CANDIDATE', 'VERIFYING', 'APPRAISED', 'REJECTED')
    and '02' in (
        source_monitor_case.risk_1, source_monitor_case.risk_2, source_monitor_case.risk_3,
        source_monitor_case.risk_4, source_monitor_case.risk_5
    )
    and source_monitor_case.disaster_kind is null
order by source_household.placed_code, source_monitor_case.household_id, source_monitor_case.case_id
