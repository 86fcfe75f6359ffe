-- Healthy active members of the age of labour whose labour capacity is lost.
--
-- grain:     person_id
-- reads:     active_member
-- inputs:
--     labour_age_from  INTEGER  first age of labour
--     labour_age_to    INTEGER  last age of labour
-- columns:
--     household_id  VARCHAR  the household
--     person_id     VARCHAR  the person
--     case_id       VARCHAR  null: not about a case
--     village_code  VARCHAR  its village, or its township when the village is unknown
--     field         VARCHAR  labour_capacity
--     value         VARCHAR  the capacity as it stands
--     expected      VARCHAR  null: it cannot be told
-- order:     village_code, household_id, person_id
-- source:    D03; T3
-- severity:  warning
-- dimension: consistency
-- title:     劳动年龄健康人口丧失劳动力
-- title_en:  Healthy adult whose labour is lost
-- remedy:    核实健康状况和劳动技能，更正其中一项。
-- remedy_en: Verify health and labour, and correct one.

select
    active_member.household_id,
    active_member.person_id,
    cast(null as varchar) as case_id,
    active_member.village_code,
    'labour_capacity' as field,
    active_member.labour_capacity as value,
    cast(null as varchar) as expected
from active_member
where active_member.age between $labour_age_from and $labour_age_to
    and active_member.health_status = ['01']
    and active_member.labour_capacity = '04'
order by active_member.village_code, active_member.household_id, active_member.person_id
