-- Active members past the age of post holders with a public-welfare post.
--
-- grain:     person_id
-- reads:     active_member
-- inputs:
--     post_age_to  INTEGER  oldest age of a post holder
-- columns:
--     household_id  VARCHAR  the household
--     person_id     VARCHAR  the person
--     case_id       VARCHAR  null: not about a case
--     village_code  VARCHAR  its village, or its township when the village is unknown
--     field         VARCHAR  public_post
--     value         VARCHAR  the post as it stands
--     expected      VARCHAR  null: it cannot be told
-- order:     village_code, household_id, person_id
-- source:    E10; T5 5_12_005
-- severity:  warning
-- dimension: consistency
-- title:     70岁及以上公益岗
-- title_en:  Old person with a public-welfare post
-- remedy:    核实是否本人在岗、能否胜任，不宜的调整。
-- remedy_en: Does the person do the work, and can they? If not, change it.

select
    active_member.household_id,
    active_member.person_id,
    cast(null as varchar) as case_id,
    active_member.village_code,
    'public_post' as field,
    active_member.public_post as value,
    cast(null as varchar) as expected
from active_member
where active_member.age > $post_age_to
    and active_member.public_post is not null
order by active_member.village_code, active_member.household_id, active_member.person_id
