-- Cases of an unstable lifted-out household where the household was never lifted out of poverty,
-- or of a marginal household where it was.
--
-- grain:     case_id
-- reads:     source_household, source_monitor_case
-- columns:
--     household_id  VARCHAR  the household
--     person_id     VARCHAR  null: not about one person
--     case_id       VARCHAR  the case
--     village_code  VARCHAR  its village, or its township when the village is unknown
--     field         VARCHAR  monitor_type
--     value         VARCHAR  the type of case
--     expected      VARCHAR  types that go with the household
-- order:     village_code, household_id, case_id
-- source:    H10; domain.md §2.6
-- severity:  error
-- dimension: consistency
-- title:     监测对象户类型与类别矛盾
-- title_en:  Monitoring type contradicts household type
-- remedy:    核实是否建档立卡脱贫户，更正监测对象类别或户类型。
-- remedy_en: See whether the household was registered poor; correct the type of case or of
--            household.

select
    source_monitor_case.household_id,
    cast(null as varchar) as person_id,
    source_monitor_case.case_id,
    source_household.placed_code as village_code,
    'monitor_type' as field,
    source_monitor_case.monitor_type as value,
    case when source_monitor_case.monitor_type = 'MT1_UNSTABLE'
        then 'MT2_MARGINAL|MT3_SEVERE' else 'MT1_UNSTABLE|MT3_SEVERE' end as expected
from source_monitor_case
join source_household
    on source_household.household_id = source_monitor_case.household_id
where coalesce(source_monitor_case.monitor_status, 'MONITORED')
        not in ('CANDIDATE', 'VERIFYING', 'APPRAISED', 'REJECTED')
    and (
        source_monitor_case.monitor_type = 'MT1_UNSTABLE'
        and source_household.household_type = 'HT_ORDINARY'
        or source_monitor_case.monitor_type = 'MT2_MARGINAL'
        and source_household.household_type in ('HT_POV_ENJOY', 'HT_POV_NOT_ENJOY')
    )
order by source_household.placed_code, source_monitor_case.household_id, source_monitor_case.case_id
