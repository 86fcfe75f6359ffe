-- Active members at junior secondary school who are too young or too old for it.
--
-- grain:     person_id
-- reads:     active_member
-- inputs:
--     junior_school_age_from  INTEGER  youngest age
--     junior_school_age_to    INTEGER  oldest age
-- columns:
--     household_id  VARCHAR  the household
--     person_id     VARCHAR  the student
--     case_id       VARCHAR  null: not about a case
--     village_code  VARCHAR  its village, or its township when the village is unknown
--     field         VARCHAR  school_status
--     value         VARCHAR  the grade as it stands
--     expected      VARCHAR  null: it cannot be told
-- order:     village_code, household_id, person_id
-- source:    C08; RU
-- severity:  warning
-- dimension: consistency
-- title:     初中年级与年龄明显不符
-- title_en:  Junior secondary school against age
-- remedy:    核对出生日期和年级。
-- remedy_en: Check the birth and the grade.

select
    active_member.household_id,
    active_member.person_id,
    cast(null as varchar) as case_id,
    active_member.village_code,
    'school_status' as field,
    active_member.school_status as value,
    cast(null as varchar) as expected
from active_member
where active_member.school_status in ('21', '22', '23')
    and active_member.age not between $junior_school_age_from and $junior_school_age_to
order by active_member.village_code, active_member.household_id, active_member.person_id
