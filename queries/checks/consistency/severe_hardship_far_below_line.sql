-- Cases of sudden severe hardship whose net income per head at identification was so far below the
-- monitoring line that another type may fit better.
--
-- grain:     case_id
-- reads:     monitoring_line, source_household, source_monitor_case
-- inputs:
--     far_below_line  DOUBLE   part of the line  [1]
-- columns:
--     household_id  VARCHAR  the household
--     person_id     VARCHAR  null: not about one person
--     case_id       VARCHAR  the spell of monitoring
--     village_code  VARCHAR  its village, or its township when the village is unknown
--     field         VARCHAR  net_income_per_head_when_identified_yuan
--     value         VARCHAR  as it stands
--     expected      VARCHAR  by the line of the year of identification
-- order:     village_code, household_id, case_id
-- source:    F14; RU
-- severity:  information
-- dimension: consistency
-- title:     突发困难户识别收入低于监测线太多
-- title_en:  Sudden hardship far below the line
-- remedy:    核实监测对象类别，是否应为脱贫不稳定户或边缘易致贫户。
-- remedy_en: Verify the type: unstable or marginal instead?

select
    source_monitor_case.household_id,
    cast(null as varchar) as person_id,
    source_monitor_case.case_id,
    source_household.placed_code as village_code,
    'net_income_per_head_when_identified_yuan' as field,
    cast(source_monitor_case.net_income_per_head_when_identified_yuan as varchar) as value,
    '≥ ' || cast(round($far_below_line * monitoring_line.yuan, 2) as varchar) as expected
from source_monitor_case
join source_household
    on source_household.household_id = source_monitor_case.household_id
join monitoring_line
    on monitoring_line.division_code = left(source_household.placed_code, 2)
    and monitoring_line.line_year = extract(
        year from coalesce(source_monitor_case.identified_month, source_monitor_case.identified_on)
    )
where source_monitor_case.monitor_type = 'MT3_SEVERE'
    and source_monitor_case.net_income_per_head_when_identified_yuan
        < $far_below_line * monitoring_line.yuan
order by source_household.placed_code, source_monitor_case.household_id, source_monitor_case.case_id
