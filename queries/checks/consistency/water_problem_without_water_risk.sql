-- Cases identified with a water problem of which no risk is that of drinking water, nor does the
-- note on risks speak of water. A case whose main risk is not stated is left out.
--
-- grain:     case_id
-- reads:     source_household, source_monitor_case
-- columns:
--     household_id  VARCHAR  the household
--     person_id     VARCHAR  null: not about one person
--     case_id       VARCHAR  the case
--     village_code  VARCHAR  its village, or its township when the village is unknown
--     field         VARCHAR  has_water_problem_when_identified
--     value         VARCHAR  true
--     expected      VARCHAR  false
-- order:     village_code, household_id, case_id
-- source:    G08; T5 4_11_006
-- severity:  warning
-- dimension: consistency
-- title:     饮水问题未列为风险
-- title_en:  Water problem not among the risks
-- remedy:    核实饮水问题；属实的补列因安全饮水风险并落实措施。
-- remedy_en: See whether there is one; add the risk and a measure, or correct the answer.

select
    source_monitor_case.household_id,
    cast(null as varchar) as person_id,
    source_monitor_case.case_id,
    source_household.placed_code as village_code,
    'has_water_problem_when_identified' as field,
    'true' as value,
    'false' as expected
from source_monitor_case
join source_household
    on source_household.household_id = source_monitor_case.household_id
where coalesce(source_monitor_case.monitor_status, 'MONITORED')
        not in ('CANDIDATE', 'VERIFYING', 'APPRAISED', 'REJECTED')
    and source_monitor_case.has_water_problem_when_identified
    and source_monitor_case.risk_1 <> '12'
    and coalesce(source_monitor_case.risk_2, '') <> '12'
    and coalesce(source_monitor_case.risk_3, '') <> '12'
    and coalesce(source_monitor_case.risk_4, '') <> '12'
    and coalesce(source_monitor_case.risk_5, '') <> '12'
    and not contains(coalesce(source_monitor_case.risk_note, ''), '水')
order by source_household.placed_code, source_monitor_case.household_id, source_monitor_case.case_id
