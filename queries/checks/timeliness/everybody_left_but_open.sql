-- Open cases of a household all of whose members have left.
--
-- grain:     case_id
-- reads:     active_member, open_case, source_member
-- columns:
--     household_id  VARCHAR  the household
--     person_id     VARCHAR  null: not about one person
--     case_id       VARCHAR  the case
--     village_code  VARCHAR  its village, or its township when the village is unknown
--     field         VARCHAR  is_eliminated
--     value         VARCHAR  false
--     expected      VARCHAR  true
-- order:     village_code, household_id, case_id
-- source:    J09; RU
-- severity:  warning
-- dimension: timeliness
-- title:     全员自然减少未消除
-- title_en:  Everybody has left, still open
-- remedy:    核实后按自然消除处理；误减的恢复成员。
-- remedy_en: Verify, and end the case naturally; restore members removed in error.

select
    open_case.household_id,
    cast(null as varchar) as person_id,
    open_case.case_id,
    open_case.village_code,
    'is_eliminated' as field,
    'false' as value,
    'true' as expected
from open_case
where open_case.household_id in (select source_member.household_id from source_member)
    and open_case.household_id not in (select active_member.household_id from active_member)
order by open_case.village_code, open_case.household_id, open_case.case_id
