-- Active members with months in a public-welfare post but no post.
--
-- grain:     person_id
-- reads:     active_member
-- columns:
--     household_id  VARCHAR  the household
--     person_id     VARCHAR  the person
--     case_id       VARCHAR  null: not about a case
--     village_code  VARCHAR  its village, or its township when the village is unknown
--     field         VARCHAR  public_post
--     value         VARCHAR  null: missing
--     expected      VARCHAR  null: it cannot be told
-- order:     village_code, household_id, person_id
-- source:    E12; T5 3_01_005
-- severity:  error
-- dimension: completeness
-- title:     有聘用月数无公益岗
-- title_en:  Months without public-welfare post
-- remedy:    补录公益岗类型；未在岗的删除聘用月数。
-- remedy_en: Enter the post; of who held none delete the months.

select
    active_member.household_id,
    active_member.person_id,
    cast(null as varchar) as case_id,
    active_member.village_code,
    'public_post' as field,
    active_member.public_post as value,
    cast(null as varchar) as expected
from active_member
where active_member.public_post_months > 0
    and active_member.public_post is null
order by active_member.village_code, active_member.household_id, active_member.person_id
