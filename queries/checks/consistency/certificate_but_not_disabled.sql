-- Active members with a grade of disability whose state of health does not say disabled.
--
-- grain:     person_id
-- reads:     active_member
-- columns:
--     household_id  VARCHAR  the household
--     person_id     VARCHAR  the person
--     case_id       VARCHAR  null: not about a case
--     village_code  VARCHAR  its village, or its township when the village is unknown
--     field         VARCHAR  health_status
--     value         VARCHAR  the state of health as it stands
--     expected      VARCHAR  null: it cannot be told
-- order:     village_code, household_id, person_id
-- source:    A13; RU
-- severity:  warning
-- dimension: consistency
-- title:     有残疾证但健康状况未含残疾
-- title_en:  Certificate of disability, health says otherwise
-- remedy:    核实残疾证是否有效，补充健康状况“残疾”或更正残疾等级。
-- remedy_en: Verify the certificate; add disabled to the state of health, or correct the grade.

select
    active_member.household_id,
    active_member.person_id,
    cast(null as varchar) as case_id,
    active_member.village_code,
    'health_status' as field,
    array_to_string(active_member.health_status, ',') as value,
    cast(null as varchar) as expected
from active_member
where active_member.disability_grade is not null
    and len(active_member.health_status) > 0
    and not list_contains(active_member.health_status, '04')
order by active_member.village_code, active_member.household_id, active_member.person_id
