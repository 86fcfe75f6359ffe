-- Active members recorded as healthy and, beside it, as ill or disabled.
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
-- source:    D02; RU
-- severity:  error
-- dimension: consistency
-- title:     “健康”与疾病并存
-- title_en:  Healthy and ill at once
-- remedy:    核实健康状况，去掉“健康”或误填的疾病、残疾。
-- remedy_en: Verify; take out healthy, or the illness entered in error.

select
    active_member.household_id,
    active_member.person_id,
    cast(null as varchar) as case_id,
    active_member.village_code,
    'health_status' as field,
    array_to_string(active_member.health_status, ',') as value,
    cast(null as varchar) as expected
from active_member
where list_contains(active_member.health_status, '01')
    and len(active_member.health_status) > 1
order by active_member.village_code, active_member.household_id, active_member.person_id
