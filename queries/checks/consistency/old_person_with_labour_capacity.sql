-- Active members of old age whose labour capacity is ordinary, skilled or lost: at that age it is
-- weak or none.
--
-- grain:     person_id
-- reads:     active_member
-- inputs:
--     old_age  INTEGER  age of old people
-- columns:
--     household_id  VARCHAR  the household
--     person_id     VARCHAR  the person
--     case_id       VARCHAR  null: not about a case
--     village_code  VARCHAR  its village, or its township when the village is unknown
--     field         VARCHAR  labour_capacity
--     value         VARCHAR  as it stands
--     expected      VARCHAR  weak or none
-- order:     village_code, household_id, person_id
-- source:    C12; T5 2_12_017
-- severity:  warning
-- dimension: consistency
-- title:     60岁及以上仍为普通/技能/丧失
-- title_en:  Old person with labour capacity
-- remedy:    按实际改为“弱劳动力或半劳动力”或“无劳动力”。
-- remedy_en: Correct it to weak or none, as it is.

select
    active_member.household_id,
    active_member.person_id,
    cast(null as varchar) as case_id,
    active_member.village_code,
    'labour_capacity' as field,
    active_member.labour_capacity as value,
    '03|05' as expected
from active_member
where active_member.age >= $old_age
    and active_member.labour_capacity in ('01', '02', '04')
order by active_member.village_code, active_member.household_id, active_member.person_id
