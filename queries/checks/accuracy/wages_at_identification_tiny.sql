-- Open cases with wages at identification above nothing but below a likely amount: perhaps a slip
-- of unit.
--
-- grain:     case_id
-- reads:     open_case, source_monitor_case
-- inputs:
--     wage_slip_yuan  INTEGER  lowest likely amount  [元]
-- columns:
--     household_id  VARCHAR  the household
--     person_id     VARCHAR  null: not about one person
--     case_id       VARCHAR  the open case
--     village_code  VARCHAR  its village, or its township when the village is unknown
--     field         VARCHAR  wage_income_when_identified_yuan
--     value         VARCHAR  as it stands
--     expected      VARCHAR  nothing, or a likely amount
-- order:     village_code, household_id, case_id
-- source:    F08; T5 5_15_023
-- severity:  warning
-- dimension: accuracy
-- title:     识别时工资性收入0<x<100
-- title_en:  Tiny wages at identification
-- remedy:    核实是否以万元或百元录入，按元更正。
-- remedy_en: Entered in ten thousands? Correct it to yuan.

select
    open_case.household_id,
    cast(null as varchar) as person_id,
    open_case.case_id,
    open_case.village_code,
    'wage_income_when_identified_yuan' as field,
    cast(source_monitor_case.wage_income_when_identified_yuan as varchar) as value,
    '0|≥ ' || cast($wage_slip_yuan as varchar) as expected
from open_case
join source_monitor_case
    on source_monitor_case.case_id = open_case.case_id
where source_monitor_case.wage_income_when_identified_yuan > 0
    and source_monitor_case.wage_income_when_identified_yuan < $wage_slip_yuan
order by open_case.village_code, open_case.household_id, open_case.case_id
