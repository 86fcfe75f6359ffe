-- Active members recorded as disabled whose paper is not a disability certificate and who have no
-- grade.
--
-- grain:     person_id
-- reads:     active_member
-- columns:
--     household_id  VARCHAR  the household
--     person_id     VARCHAR  the person
--     case_id       VARCHAR  null: not about a case
--     village_code  VARCHAR  its village, or its township when the village is unknown
--     field         VARCHAR  id_type
--     value         VARCHAR  the paper as it stands
--     expected      VARCHAR  disability certificate
-- order:     village_code, household_id, person_id
-- source:    A12; T5 4_12_003; T3
-- severity:  warning
-- dimension: consistency
-- title:     残疾人证类型与健康状况不符
-- title_en:  Disabled without a disability certificate
-- remedy:    有残疾人证的补录证件类型、号码和等级；没有的核实健康状况。
-- remedy_en: Enter the certificate with number and grade; without one, verify the state of
--            health.

select
    active_member.household_id,
    active_member.person_id,
    cast(null as varchar) as case_id,
    active_member.village_code,
    'id_type' as field,
    active_member.id_type as value,
    '02' as expected
from active_member
where list_contains(active_member.health_status, '04')
    and active_member.id_type <> '02'
    and active_member.disability_grade is null
order by active_member.village_code, active_member.household_id, active_member.person_id
