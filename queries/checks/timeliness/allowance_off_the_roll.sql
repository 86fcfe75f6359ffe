-- Active members stated to receive the subsistence allowance, for more than two months at the day
-- of the latest roll, who are not on it: their line on it had ended more than two months before,
-- or says none, or their division was compared whole and there is no line.
--
-- grain:     person_id
-- reads:     active_member, department_link, source_dept_match
-- inputs:
--     roll_lag_months  INTEGER  months the roll and the register may differ  [月]
-- columns:
--     household_id  VARCHAR  the household
--     person_id     VARCHAR  the person
--     case_id       VARCHAR  null: not about a case
--     village_code  VARCHAR  its village, or its township when the village is unknown
--     field         VARCHAR  subsistence_type
--     value         VARCHAR  as it stands
--     expected      VARCHAR  00
-- order:     village_code, household_id, person_id
-- source:    K13; RU
-- severity:  warning
-- dimension: timeliness
-- title:     低保已停未更新
-- title_en:  Allowance ended, register not updated
-- remedy:    与民政核对；已停发的更新享受低保情况并重新研判风险。
-- remedy_en: Compare with civil affairs; bring the member up to date, and judge the risk again.

with

listed as (

    select
        coalesce(department_link.person_id, source_dept_match.person_id) as person_id,
        bool_or(source_dept_match.match_result = 'hit' and source_dept_match.ended_on is null) as is_on_roll,
        max(case when source_dept_match.match_result = 'hit' then source_dept_match.ended_on end) as ended_on,
        max(source_dept_match.as_of_on) as as_of_on
    from source_dept_match
    left join department_link
        on department_link.match_id = source_dept_match.match_id
        and department_link.is_strong
    where source_dept_match.match_item = 'subsistence_roll'
        and source_dept_match.match_result in ('hit', 'none')
        and coalesce(source_dept_match.holder_role, 'member') = 'member'
    group by coalesce(department_link.person_id, source_dept_match.person_id)

),

compared as (

    select scope_code, max(as_of_on) as as_of_on
    from source_dept_match
    where match_item = 'subsistence_roll'
        and match_result = 'covered'
    group by scope_code

),

whole as (

    select village.village_code, max(compared.as_of_on) as as_of_on
    from (select distinct village_code from active_member) as village
    join compared
        on starts_with(village.village_code, compared.scope_code)
    group by village.village_code

)

select
    active_member.household_id,
    active_member.person_id,
    cast(null as varchar) as case_id,
    active_member.village_code,
    'subsistence_type' as field,
    active_member.subsistence_type as value,
    '00' as expected
from active_member
left join listed
    on listed.person_id = active_member.person_id
left join whole
    on whole.village_code = active_member.village_code
where active_member.subsistence_type in ('01', '02')
    and not coalesce(listed.is_on_roll, false)
    and coalesce(listed.as_of_on, whole.as_of_on) is not null
    and coalesce(
        active_member.subsistence_from_on + to_months($roll_lag_months)
            < coalesce(listed.as_of_on, whole.as_of_on),
        true
    )
    and coalesce(
        listed.ended_on + to_months($roll_lag_months) < coalesce(listed.as_of_on, whole.as_of_on),
        true
    )
order by active_member.village_code, active_member.household_id, active_member.person_id
