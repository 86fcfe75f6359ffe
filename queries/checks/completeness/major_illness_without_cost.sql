-- Active members with a major illness whose own cost of the year is missing or nothing.
--
-- grain:     person_id
-- reads:     active_member
-- columns:
--     household_id  VARCHAR  the household
--     person_id     VARCHAR  the patient
--     case_id       VARCHAR  null: not about a case
--     village_code  VARCHAR  its village, or its township when the village is unknown
--     field         VARCHAR  medical_self_pay_yuan
--     value         VARCHAR  as it stands
--     expected      VARCHAR  null: it cannot be told
-- order:     village_code, household_id, person_id
-- source:    D09; RU
-- severity:  information
-- dimension: completeness
-- title:     大病但个人自付为0
-- title_en:  Major illness without own cost
-- remedy:    核实本年度医疗费用，补录报销后的个人自付部分。
-- remedy_en: Find the cost of the year, and enter what was paid after all reimbursement.

select
    active_member.household_id,
    active_member.person_id,
    cast(null as varchar) as case_id,
    active_member.village_code,
    'medical_self_pay_yuan' as field,
    cast(active_member.medical_self_pay_yuan as varchar) as value,
    cast(null as varchar) as expected
from active_member
where list_contains(active_member.health_status, '03')
    and coalesce(active_member.medical_self_pay_yuan, 0) = 0
order by active_member.village_code, active_member.household_id, active_member.person_id
