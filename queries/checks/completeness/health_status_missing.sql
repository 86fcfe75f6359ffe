-- Active members without a state of health.
--
-- grain:     person_id
-- reads:     active_member
-- columns:
--     household_id  VARCHAR  the household
--     person_id     VARCHAR  the person
--     case_id       VARCHAR  null: not about a case
--     village_code  VARCHAR  its village, or its township when the village is unknown
--     field         VARCHAR  health_status
--     value         VARCHAR  null: missing
--     expected      VARCHAR  null: it cannot be told
-- order:     village_code, household_id, person_id
-- source:    D01; T3
-- severity:  error
-- dimension: completeness
-- title:     健康状况为空
-- title_en:  State of health missing
-- remedy:    入户核实后补录健康状况。
-- remedy_en: Visit, and enter the state of health.

select
    active_member.household_id,
    active_member.person_id,
    cast(null as varchar) as case_id,
    active_member.village_code,
    'health_status' as field,
    cast(null as varchar) as value,
    cast(null as varchar) as expected
from active_member
where coalesce(len(active_member.health_status), 0) = 0
order by active_member.village_code, active_member.household_id, active_member.person_id
