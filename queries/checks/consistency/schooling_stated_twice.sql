-- Active members with an education and, beside it, a school they are at: the form takes one of the
-- two.
--
-- grain:     person_id
-- reads:     active_member
-- columns:
--     household_id  VARCHAR  the household
--     person_id     VARCHAR  the person
--     case_id       VARCHAR  null: not about a case
--     village_code  VARCHAR  its village, or its township when the village is unknown
--     field         VARCHAR  education_level
--     value         VARCHAR  the education as it stands
--     expected      VARCHAR  null: it cannot be told
-- order:     village_code, household_id, person_id
-- source:    C01; T5 3_12_004
-- severity:  error
-- dimension: consistency
-- title:     文化程度与在校生状况同时填报
-- title_en:  Education and school both stated
-- remedy:    在校生只填在校生状况，非在校生只填文化程度。
-- remedy_en: Of a student state the school only, of others the education only.

select
    active_member.household_id,
    active_member.person_id,
    cast(null as varchar) as case_id,
    active_member.village_code,
    'education_level' as field,
    active_member.education_level as value,
    cast(null as varchar) as expected
from active_member
where active_member.education_level is not null
    and active_member.school_status <> '00'
order by active_member.village_code, active_member.household_id, active_member.person_id
