-- Active members insured in both the residents' and the employees' basic pension.
--
-- grain:     person_id
-- reads:     active_member
-- columns:
--     household_id  VARCHAR  the household
--     person_id     VARCHAR  the person
--     case_id       VARCHAR  null: not about a case
--     village_code  VARCHAR  its village, or its township when the village is unknown
--     field         VARCHAR  has_resident_pension
--     value         VARCHAR  true; so is has_employee_pension
--     expected      VARCHAR  null: it cannot be told
-- order:     village_code, household_id, person_id
-- source:    D10; RU; by analogy T5 2_12_015
-- severity:  error
-- dimension: uniqueness
-- title:     养老保险重复参保
-- title_en:  Basic pension twice
-- remedy:    与人社部门核对，保留一种参保记录。
-- remedy_en: Check with the insurer, and keep one.

select
    active_member.household_id,
    active_member.person_id,
    cast(null as varchar) as case_id,
    active_member.village_code,
    'has_resident_pension' as field,
    cast(active_member.has_resident_pension as varchar) as value,
    cast(null as varchar) as expected
from active_member
where active_member.has_resident_pension and active_member.has_employee_pension
order by active_member.village_code, active_member.household_id, active_member.person_id
