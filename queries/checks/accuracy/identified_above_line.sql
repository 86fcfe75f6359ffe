-- Cases of unstable and marginal households whose reference income per head at identification was
-- well above the monitoring line.
--
-- grain:     case_id
-- reads:     monitoring_line, source_household, source_monitor_case
-- inputs:
--     far_above_line  DOUBLE   part of the line  [1]
-- columns:
--     household_id  VARCHAR  the household
--     person_id     VARCHAR  null: not about one person
--     case_id       VARCHAR  the spell of monitoring
--     village_code  VARCHAR  its village, or its township when the village is unknown
--     field         VARCHAR  reference_income_per_head_when_identified_yuan
--     value         VARCHAR  as it stands
--     expected      VARCHAR  by the line of the year of identification
-- order:     village_code, household_id, case_id
-- source:    F15; RU
-- severity:  warning
-- dimension: accuracy
-- title:     脱贫不稳定/边缘户识别收入高于监测线
-- title_en:  Identified well above the line
-- remedy:    核实收入和合规自付支出；监测线为参考范围，确有风险的说明理由。
-- remedy_en: Verify income and rigid cost; the line is a reference: of a true risk say why.

select
    source_monitor_case.household_id,
    cast(null as varchar) as person_id,
    source_monitor_case.case_id,
    source_household.placed_code as village_code,
    'reference_income_per_head_when_identified_yuan' as field,
    cast(source_monitor_case.reference_income_per_head_when_identified_yuan as varchar) as value,
    '≤ ' || cast(round($far_above_line * monitoring_line.yuan, 2) as varchar) as expected
from source_monitor_case
join source_household
    on source_household.household_id = source_monitor_case.household_id
join monitoring_line
    on monitoring_line.division_code = left(source_household.placed_code, 2)
    and monitoring_line.line_year = extract(
        year from coalesce(source_monitor_case.identified_month, source_monitor_case.identified_on)
    )
where source_monitor_case.monitor_type in ('MT1_UNSTABLE', 'MT2_MARGINAL')
    and source_monitor_case.reference_income_per_head_when_identified_yuan
        > $far_above_line * monitoring_line.yuan
order by source_household.placed_code, source_monitor_case.household_id, source_monitor_case.case_id
