-- Active members of whom the police have reported the death or the cancelling of the registration,
-- unless it was verified to be untrue.
--
-- grain:     person_id
-- reads:     active_member, department_link, source_dept_match
-- columns:
--     household_id  VARCHAR  the household
--     person_id     VARCHAR  the person
--     case_id       VARCHAR  null: not about a case
--     village_code  VARCHAR  its village, or its township when the village is unknown
--     field         VARCHAR  event_on
--     value         VARCHAR  the day the department states; null when it states none
--     expected      VARCHAR  null: it cannot be told
-- order:     village_code, household_id, person_id
-- source:    K07; RU
-- severity:  error
-- dimension: timeliness
-- title:     死亡/注销户籍
-- title_en:  Dead, or registration cancelled
-- remedy:    核实后按自然减少处理；比对有误的反馈部门。
-- remedy_en: Verify, and remove from the register; tell the department if it is mistaken.

with

gone as (

    select
        coalesce(department_link.person_id, source_dept_match.person_id) as person_id,
        max(source_dept_match.event_on) as gone_on
    from source_dept_match
    left join department_link
        on department_link.match_id = source_dept_match.match_id
        and department_link.is_strong
    where source_dept_match.match_item in ('death', 'registration_cancelled')
        and source_dept_match.match_result = 'hit'
        and coalesce(source_dept_match.holder_role, 'member') = 'member'
        and coalesce(source_dept_match.verify_result, 'pending') not in ('false', 'changed')
    group by coalesce(department_link.person_id, source_dept_match.person_id)

)

select
    active_member.household_id,
    active_member.person_id,
    cast(null as varchar) as case_id,
    active_member.village_code,
    'event_on' as field,
    cast(gone.gone_on as varchar) as value,
    cast(null as varchar) as expected
from active_member
join gone
    on gone.person_id = active_member.person_id
order by active_member.village_code, active_member.household_id, active_member.person_id
