-- Healthy active members of the age of labour, not at school, whose labour capacity is none.
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
-- source:    D04; T3
-- severity:  warning
-- dimension: consistency
-- title:     劳动年龄健康非在校生无劳动力
-- title_en:  Healthy adult, no student, with no labour
-- remedy:    核实健康、在校和劳动技能情况，更正录错的一项。
-- remedy_en: Verify health, school and labour, and correct the wrong one.

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
    and active_member.labour_capacity = '05'
    and (
        active_member.school_status = '00'
        or active_member.school_status is null and active_member.education_level is not null
    )
order by active_member.village_code, active_member.household_id, active_member.person_id
