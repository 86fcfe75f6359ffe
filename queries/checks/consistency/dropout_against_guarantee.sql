-- Active members who have left school for a recorded reason, in a household whose open case says
-- that no child had. Teaching at home is not leaving school.
--
-- grain:     person_id, case_id
-- reads:     active_member, open_case, source_monitor_case
-- columns:
--     household_id  VARCHAR  the household
--     person_id     VARCHAR  the child
--     case_id       VARCHAR  the open case
--     village_code  VARCHAR  its village, or its township when the village is unknown
--     field         VARCHAR  dropout_reason
--     value         VARCHAR  the reason as it stands
--     expected      VARCHAR  null: it cannot be told
-- order:     village_code, household_id, person_id, case_id
-- source:    C04; RU; T5 1_11_005
-- severity:  error
-- dimension: consistency
-- title:     失学辍学已登记但三保障标注正常
-- title_en:  Dropout recorded, guarantee says none
-- remedy:    核实是否失学辍学，使成员信息与三保障情况一致。
-- remedy_en: Verify, and make the member and the guarantee agree.

select
    active_member.household_id,
    active_member.person_id,
    open_case.case_id,
    active_member.village_code,
    'dropout_reason' as field,
    active_member.dropout_reason as value,
    cast(null as varchar) as expected
from active_member
join open_case
    on open_case.household_id = active_member.household_id
join source_monitor_case
    on source_monitor_case.case_id = open_case.case_id
where active_member.dropout_reason <> '06'
    and not source_monitor_case.has_dropout_when_identified
order by
    active_member.village_code, active_member.household_id, active_member.person_id,
    open_case.case_id
