-- Active members below the age of labour with a public-welfare post.
--
-- grain:     person_id
-- reads:     active_member
-- inputs:
--     labour_age_from  INTEGER  first age of labour
-- columns:
--     household_id  VARCHAR  the household
--     person_id     VARCHAR  the child
--     case_id       VARCHAR  null: not about a case
--     village_code  VARCHAR  its village, or its township when the village is unknown
--     field         VARCHAR  public_post
--     value         VARCHAR  the post as it stands
--     expected      VARCHAR  null: it cannot be told
-- order:     village_code, household_id, person_id
-- source:    E09; T5 5_12_004
-- severity:  error
-- dimension: consistency
-- title:     16岁以下公益岗
-- title_en:  Child with a public-welfare post
-- remedy:    核实上岗人员，更正公益岗登记。
-- remedy_en: Find who holds the post, and correct it.

select
    active_member.household_id,
    active_member.person_id,
    cast(null as varchar) as case_id,
    active_member.village_code,
    'public_post' as field,
    active_member.public_post as value,
    cast(null as varchar) as expected
from active_member
where active_member.age < $labour_age_from
    and active_member.public_post is not null
order by active_member.village_code, active_member.household_id, active_member.person_id
