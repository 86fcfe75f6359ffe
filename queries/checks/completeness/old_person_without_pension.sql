-- Active members of old age who are in neither basic pension and do not draw one, as far as is
-- stated.
--
-- grain:     person_id
-- reads:     active_member
-- inputs:
--     old_age  INTEGER  age of old people
-- columns:
--     household_id  VARCHAR  the household
--     person_id     VARCHAR  the person
--     case_id       VARCHAR  null: not about a case
--     village_code  VARCHAR  its village, or its township when the village is unknown
--     field         VARCHAR  has_resident_pension
--     value         VARCHAR  false
--     expected      VARCHAR  true, or another pension
-- order:     village_code, household_id, person_id
-- source:    D11; RU
-- severity:  warning
-- dimension: completeness
-- title:     60岁以上未领/未参养老保险
-- title_en:  Old person without a pension
-- remedy:    核实养老保险参保和领取情况，符合条件的帮助参保、领取。
-- remedy_en: Verify, and help who is entitled to join or draw it.

select
    active_member.household_id,
    active_member.person_id,
    cast(null as varchar) as case_id,
    active_member.village_code,
    'has_resident_pension' as field,
    cast(active_member.has_resident_pension as varchar) as value,
    'true' as expected
from active_member
where active_member.age >= $old_age
    and not active_member.has_resident_pension
    and not active_member.has_employee_pension
    and not coalesce(active_member.is_drawing_pension, false)
order by active_member.village_code, active_member.household_id, active_member.person_id
