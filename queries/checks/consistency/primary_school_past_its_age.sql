-- Active members at pre-school or primary school at an age of adults.
--
-- grain:     person_id
-- reads:     active_member
-- inputs:
--     primary_school_age  INTEGER  age from which primary school is looked at
-- columns:
--     household_id  VARCHAR  the household
--     person_id     VARCHAR  the person
--     case_id       VARCHAR  null: not about a case
--     village_code  VARCHAR  its village, or its township when the village is unknown
--     field         VARCHAR  school_status
--     value         VARCHAR  the school as it stands
--     expected      VARCHAR  null: it cannot be told
-- order:     village_code, household_id, person_id
-- source:    C07; T3
-- severity:  warning
-- dimension: consistency
-- title:     20岁及以上在校生为小学及以下
-- title_en:  Primary school past its age
-- remedy:    核对出生日期和在校生状况，已离校的改填文化程度。
-- remedy_en: Check birth and school; of who has left school state the education.

select
    active_member.household_id,
    active_member.person_id,
    cast(null as varchar) as case_id,
    active_member.village_code,
    'school_status' as field,
    active_member.school_status as value,
    cast(null as varchar) as expected
from active_member
where active_member.age >= $primary_school_age
    and active_member.school_status in ('01', '10', '11', '12', '13', '14', '15', '16')
order by active_member.village_code, active_member.household_id, active_member.person_id
