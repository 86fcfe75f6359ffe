-- Active members of the Youth League who are too old for it, and of the Party who are not of age.
--
-- grain:     person_id
-- reads:     active_member
-- inputs:
--     league_age  INTEGER  oldest age of a League member
--     adult_age   INTEGER  age of majority
-- columns:
--     household_id  VARCHAR  the household
--     person_id     VARCHAR  the person
--     case_id       VARCHAR  null: not about a case
--     village_code  VARCHAR  its village, or its township when the village is unknown
--     field         VARCHAR  political_status
--     value         VARCHAR  the status as it stands
--     expected      VARCHAR  null: it cannot be told
-- order:     village_code, household_id, person_id
-- source:    B17; RU
-- severity:  warning
-- dimension: consistency
-- title:     政治面貌与年龄不符
-- title_en:  Political status against age
-- remedy:    核实政治面貌并更正；超龄团员一般改为“群众”。
-- remedy_en: Verify and correct it; a League member past the age is usually general public.

select
    active_member.household_id,
    active_member.person_id,
    cast(null as varchar) as case_id,
    active_member.village_code,
    'political_status' as field,
    active_member.political_status as value,
    cast(null as varchar) as expected
from active_member
where active_member.political_status = '03' and active_member.age > $league_age
    or active_member.political_status = '01' and active_member.age < $adult_age
order by active_member.village_code, active_member.household_id, active_member.person_id
