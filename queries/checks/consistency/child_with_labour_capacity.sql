-- Active members below the age of labour whose labour capacity is another than none.
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
--     field         VARCHAR  labour_capacity
--     value         VARCHAR  as it stands
--     expected      VARCHAR  no labour
-- order:     village_code, household_id, person_id
-- source:    C11; T5 2_01_011
-- severity:  error
-- dimension: consistency
-- title:     16岁以下劳动技能不是无劳动力
-- title_en:  Child with labour capacity
-- remedy:    更正为“无劳动力”，或核对出生日期。
-- remedy_en: Correct it to none, or check the birth.

select
    active_member.household_id,
    active_member.person_id,
    cast(null as varchar) as case_id,
    active_member.village_code,
    'labour_capacity' as field,
    active_member.labour_capacity as value,
    '05' as expected
from active_member
where active_member.age < $labour_age_from
    and active_member.labour_capacity <> '05'
order by active_member.village_code, active_member.household_id, active_member.person_id
