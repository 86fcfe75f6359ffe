-- Active members with a public-welfare post but no months in it.
--
-- grain:     person_id
-- reads:     active_member
-- columns:
--     household_id  VARCHAR  the household
--     person_id     VARCHAR  the person
--     case_id       VARCHAR  null: not about a case
--     village_code  VARCHAR  its village, or its township when the village is unknown
--     field         VARCHAR  public_post_months
--     value         VARCHAR  the months as they stand
--     expected      VARCHAR  null: it cannot be told
-- order:     village_code, household_id, person_id
-- source:    E11; T5 3_01_006
-- severity:  error
-- dimension: completeness
-- title:     有公益岗无聘用月数
-- title_en:  Public-welfare post without months
-- remedy:    补录聘用月数；未在岗的删除公益岗。
-- remedy_en: Enter the months; of who does not hold it delete the post.

select
    active_member.household_id,
    active_member.person_id,
    cast(null as varchar) as case_id,
    active_member.village_code,
    'public_post_months' as field,
    cast(active_member.public_post_months as varchar) as value,
    cast(null as varchar) as expected
from active_member
where active_member.public_post is not null
    and coalesce(active_member.public_post_months, 0) = 0
order by active_member.village_code, active_member.household_id, active_member.person_id
