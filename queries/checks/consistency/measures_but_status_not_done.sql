-- Cases whose developmental support is stated as not yet carried out, or not stated, although a
-- measure of industry, employment, finance or a public-welfare post is entered for the case.
--
-- grain:     case_id
-- reads:     source_household, source_monitor_case, source_support_measure
-- columns:
--     household_id  VARCHAR  the household
--     person_id     VARCHAR  null: not about one person
--     case_id       VARCHAR  the case
--     village_code  VARCHAR  its village, or its township when the village is unknown
--     field         VARCHAR  developmental_status
--     value         VARCHAR  as it stands; null when not stated
--     expected      VARCHAR  done
-- order:     village_code, household_id, case_id
-- source:    H14; T5 5_11_030
-- severity:  error
-- dimension: consistency
-- title:     已有开发式帮扶但状态仍尚未实施
-- title_en:  Measures entered, status not carried out
-- remedy:    核实措施是否落实，更新开发式帮扶措施情况。
-- remedy_en: See whether the measures are carried out, and bring the status up to date.

select
    source_monitor_case.household_id,
    cast(null as varchar) as person_id,
    source_monitor_case.case_id,
    source_household.placed_code as village_code,
    'developmental_status' as field,
    source_monitor_case.developmental_status as value,
    'done' as expected
from source_monitor_case
join source_household
    on source_household.household_id = source_monitor_case.household_id
where coalesce(source_monitor_case.monitor_status, 'MONITORED')
        not in ('CANDIDATE', 'VERIFYING', 'APPRAISED', 'REJECTED')
    and coalesce(source_monitor_case.developmental_status, 'none') = 'none'
    and exists (
        select 1
        from source_support_measure
        where source_support_measure.case_id = source_monitor_case.case_id
            and source_support_measure.measure_class in ('39', '40', '41', '42')
    )
order by source_household.placed_code, source_monitor_case.household_id, source_monitor_case.case_id
