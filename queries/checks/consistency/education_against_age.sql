-- Active members with a college education before the age of it, or said to be below school age
-- past it.
--
-- grain:     person_id
-- reads:     active_member
-- inputs:
--     college_age       INTEGER  youngest age of a college education
--     below_school_age  INTEGER  oldest age of a child below school age
-- columns:
--     household_id  VARCHAR  the household
--     person_id     VARCHAR  the person
--     case_id       VARCHAR  null: not about a case
--     village_code  VARCHAR  its village, or its township when the village is unknown
--     field         VARCHAR  education_level
--     value         VARCHAR  the education as it stands
--     expected      VARCHAR  null: it cannot be told
-- order:     village_code, household_id, person_id
-- source:    C13; RU
-- severity:  warning
-- dimension: consistency
-- title:     学历与年龄不符
-- title_en:  Education against age
-- remedy:    核对出生日期和文化程度。
-- remedy_en: Check the birth and the education.

select
    active_member.household_id,
    active_member.person_id,
    cast(null as varchar) as case_id,
    active_member.village_code,
    'education_level' as field,
    active_member.education_level as value,
    cast(null as varchar) as expected
from active_member
where active_member.education_level in ('06', '07', '08') and active_member.age < $college_age
    or active_member.education_level = '00' and active_member.age > $below_school_age
order by active_member.village_code, active_member.household_id, active_member.person_id
