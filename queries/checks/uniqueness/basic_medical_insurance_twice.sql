-- Active members insured in both the residents' and the employees' basic medical insurance.
--
-- grain:     person_id
-- reads:     active_member
-- columns:
--     household_id  VARCHAR  the household
--     person_id     VARCHAR  the person
--     case_id       VARCHAR  null: not about a case
--     village_code  VARCHAR  its village, or its township when the village is unknown
--     field         VARCHAR  has_resident_medical
--     value         VARCHAR  true; so is has_employee_medical
--     expected      VARCHAR  null: it cannot be told
-- order:     village_code, household_id, person_id
-- source:    D06; T5 2_12_015
-- severity:  error
-- dimension: uniqueness
-- title:     基本医保重复参保
-- title_en:  Basic medical insurance twice
-- remedy:    与医保部门核对，保留一种参保记录。
-- remedy_en: Check with the insurer, and keep one.

select
    active_member.household_id,
    active_member.person_id,
    cast(null as varchar) as case_id,
    active_member.village_code,
    'has_resident_medical' as field,
    cast(active_member.has_resident_medical as varchar) as value,
    cast(null as varchar) as expected
from active_member
where active_member.has_resident_medical and active_member.has_employee_medical
order by active_member.village_code, active_member.household_id, active_member.person_id
