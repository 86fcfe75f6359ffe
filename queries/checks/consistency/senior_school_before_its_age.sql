-- Active members at senior secondary, vocational or technician school, college or university at an
-- age of junior secondary school or below.
--
-- grain:     person_id
-- reads:     active_member
-- inputs:
--     senior_school_age  INTEGER  oldest age too young for senior school
-- columns:
--     household_id  VARCHAR  the household
--     person_id     VARCHAR  the student
--     case_id       VARCHAR  null: not about a case
--     village_code  VARCHAR  its village, or its township when the village is unknown
--     field         VARCHAR  school_status
--     value         VARCHAR  the school as it stands
--     expected      VARCHAR  null: it cannot be told
-- order:     village_code, household_id, person_id
-- source:    C06; T3
-- severity:  warning
-- dimension: consistency
-- title:     14岁及以下在校生为高中及以上
-- title_en:  Senior school before its age
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
where active_member.age <= $senior_school_age
    and active_member.school_status in (
        '31', '32', '33', '41', '42', '43', '51', '52', '53',
        '60', '61', '62', '63', '64', '65', '71', '82'
    )
order by active_member.village_code, active_member.household_id, active_member.person_id
