-- Healthy active members of compulsory school age said not to be at school, without a reason for
-- leaving it and without junior secondary school behind them.
--
-- grain:     person_id
-- reads:     active_member
-- inputs:
--     school_age_from  INTEGER  first age of compulsory schooling
--     school_age_to    INTEGER  last age of compulsory schooling
-- columns:
--     household_id  VARCHAR  the household
--     person_id     VARCHAR  the child
--     case_id       VARCHAR  null: not about a case
--     village_code  VARCHAR  its village, or its township when the village is unknown
--     field         VARCHAR  school_status
--     value         VARCHAR  not at school
--     expected      VARCHAR  null: it cannot be told
-- order:     village_code, household_id, person_id
-- source:    C03; T3 (义务教育辍学)
-- severity:  error
-- dimension: completeness
-- title:     适龄儿童未在校
-- title_en:  Child of school age not at school
-- remedy:    入户核实就学情况：在校的更正年级，失学辍学的登记原因并劝返复学。
-- remedy_en: Visit: correct the grade of a student; of a child out of school record why, and
--            bring it back.

select
    active_member.household_id,
    active_member.person_id,
    cast(null as varchar) as case_id,
    active_member.village_code,
    'school_status' as field,
    active_member.school_status as value,
    cast(null as varchar) as expected
from active_member
where active_member.age between $school_age_from and $school_age_to
    and active_member.school_status = '00'
    and active_member.dropout_reason is null
    and active_member.health_status = ['01']
    and coalesce(active_member.education_level, '00') in ('00', '01', '02')
order by active_member.village_code, active_member.household_id, active_member.person_id
