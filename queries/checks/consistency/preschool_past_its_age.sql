-- Healthy active members still at pre-school at an age of primary school.
--
-- grain:     person_id
-- reads:     active_member
-- inputs:
--     preschool_age  INTEGER  age from which pre-school is looked at
-- columns:
--     household_id  VARCHAR  the household
--     person_id     VARCHAR  the child
--     case_id       VARCHAR  null: not about a case
--     village_code  VARCHAR  its village, or its township when the village is unknown
--     field         VARCHAR  school_status
--     value         VARCHAR  pre-school
--     expected      VARCHAR  null: it cannot be told
-- order:     village_code, household_id, person_id
-- source:    C05; T5 5_12_013
-- severity:  warning
-- dimension: consistency
-- title:     7岁及以上健康仍在学前
-- title_en:  Healthy child still at pre-school
-- remedy:    核对出生日期和在校生状况。
-- remedy_en: Check the birth and the school.

select
    active_member.household_id,
    active_member.person_id,
    cast(null as varchar) as case_id,
    active_member.village_code,
    'school_status' as field,
    active_member.school_status as value,
    cast(null as varchar) as expected
from active_member
where active_member.age >= $preschool_age
    and active_member.health_status = ['01']
    and active_member.school_status = '01'
order by active_member.village_code, active_member.household_id, active_member.person_id
