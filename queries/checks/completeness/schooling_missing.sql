-- Active members of school age or older with neither an education nor a school nor a reason for
-- leaving it.
--
-- grain:     person_id
-- reads:     active_member
-- inputs:
--     school_age_from  INTEGER  first age of compulsory schooling
-- columns:
--     household_id  VARCHAR  the household
--     person_id     VARCHAR  the person
--     case_id       VARCHAR  null: not about a case
--     village_code  VARCHAR  its village, or its township when the village is unknown
--     field         VARCHAR  education_level
--     value         VARCHAR  null: missing
--     expected      VARCHAR  null: it cannot be told
-- order:     village_code, household_id, person_id
-- source:    C02; T3; RU
-- severity:  error
-- dimension: completeness
-- title:     文化程度与在校生状况均为空
-- title_en:  Education and school both missing
-- remedy:    补录文化程度；在校的补录在校生状况。
-- remedy_en: Enter the education, or of a student the school.

select
    active_member.household_id,
    active_member.person_id,
    cast(null as varchar) as case_id,
    active_member.village_code,
    'education_level' as field,
    active_member.education_level as value,
    cast(null as varchar) as expected
from active_member
where active_member.age >= $school_age_from
    and active_member.education_level is null
    and coalesce(active_member.school_status, '00') = '00'
    and active_member.dropout_reason is null
order by active_member.village_code, active_member.household_id, active_member.person_id
