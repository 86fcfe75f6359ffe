-- Active members recorded as the head's son or daughter who are too old to be.
--
-- grain:     person_id
-- reads:     active_member
-- inputs:
--     generation_years  INTEGER  years a parent is older by, at the least
-- columns:
--     household_id  VARCHAR  the household
--     person_id     VARCHAR  the child
--     case_id       VARCHAR  null: not about a case
--     village_code  VARCHAR  its village, or its township when the village is unknown
--     field         VARCHAR  age
--     value         VARCHAR  full years
--     expected      VARCHAR  what would fit the age of the head
-- order:     village_code, household_id, person_id
-- source:    B08; RU
-- severity:  warning
-- dimension: accuracy
-- title:     子女年龄不合理
-- title_en:  Child too old for the head
-- remedy:    核对两人出生日期以及与户主关系。
-- remedy_en: Check both births, and the relation.

select
    active_member.household_id,
    active_member.person_id,
    cast(null as varchar) as case_id,
    active_member.village_code,
    'age' as field,
    cast(active_member.age as varchar) as value,
    '< ' || cast(active_member.head_age - $generation_years as varchar) as expected
from active_member
where active_member.relation_to_head in ('03', '04')
    and active_member.age >= active_member.head_age - $generation_years
order by active_member.village_code, active_member.household_id, active_member.person_id
