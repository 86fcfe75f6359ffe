-- Active members of whom a department has reported the death, unless it was verified to be untrue.
--
-- grain:     person_id
-- reads:     active_member, department_link, source_dept_match
-- columns:
--     household_id  VARCHAR  the household
--     person_id     VARCHAR  the person
--     case_id       VARCHAR  null: not about a case
--     village_code  VARCHAR  its village, or its township when the village is unknown
--     field         VARCHAR  event_on
--     value         VARCHAR  the day of death the department states; null when it states none
--     expected      VARCHAR  null: it cannot be told
-- order:     village_code, household_id, person_id
-- source:    D12; RU (公安比对)
-- severity:  error
-- dimension: timeliness
-- title:     死亡人员仍在册
-- title_en:  Dead but on the register
-- remedy:    核实后按自然减少（死亡）处理；比对有误的反馈部门。
-- remedy_en: Verify, and remove as died; tell the department if it is mistaken.

with

dead as (

    select
        coalesce(department_link.person_id, source_dept_match.person_id) as person_id,
        max(source_dept_match.event_on) as died_on
    from source_dept_match
    left join department_link
        on department_link.match_id = source_dept_match.match_id
        and department_link.is_strong
    where source_dept_match.match_item = 'death'
        and source_dept_match.match_result = 'hit'
        and coalesce(source_dept_match.holder_role, 'member') = 'member'
        and coalesce(source_dept_match.verify_result, 'pending') <> 'false'
    group by coalesce(department_link.person_id, source_dept_match.person_id)

)

select
    active_member.household_id,
    active_member.person_id,
    cast(null as varchar) as case_id,
    active_member.village_code,
    'event_on' as field,
    cast(dead.died_on as varchar) as value,
    cast(null as varchar) as expected
from active_member
join dead
    on dead.person_id = active_member.person_id
order by active_member.village_code, active_member.household_id, active_member.person_id
