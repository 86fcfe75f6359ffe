-- Active members in one and the same grade now and in the years before, so many years running.
-- Schools whose grade is not told are left out.
--
-- grain:     person_id
-- reads:     active_member, earlier_member, snapshot_info
-- inputs:
--     same_grade_years  INTEGER  years running in one grade
-- columns:
--     household_id  VARCHAR  the household
--     person_id     VARCHAR  the student
--     case_id       VARCHAR  null: not about a case
--     village_code  VARCHAR  its village, or its township when the village is unknown
--     field         VARCHAR  school_status
--     value         VARCHAR  the grade as it stands
--     expected      VARCHAR  null: it cannot be told
-- order:     village_code, household_id, person_id
-- source:    C09; T3 三年指标相同
-- severity:  warning
-- dimension: timeliness
-- title:     在校状态多年未变
-- title_en:  Same grade for years
-- remedy:    核实是否休学、留级或未更新年级。
-- remedy_en: Find out: leave, repeated years, or a grade nobody updated.

with

unmoved as (

    select active_member.person_id
    from active_member
    cross join snapshot_info
    join earlier_member
        on earlier_member.person_id = active_member.person_id
        and earlier_member.school_status = active_member.school_status
        and earlier_member.data_year < extract(year from snapshot_info.as_of_on)
        and earlier_member.data_year > extract(year from snapshot_info.as_of_on) - $same_grade_years
    where active_member.school_status not in ('00', '01', '10', '60', '71', '81', '82')
    group by active_member.person_id
    having count(distinct earlier_member.data_year) >= $same_grade_years - 1

)

select
    active_member.household_id,
    active_member.person_id,
    cast(null as varchar) as case_id,
    active_member.village_code,
    'school_status' as field,
    active_member.school_status as value,
    cast(null as varchar) as expected
from active_member
join unmoved
    on unmoved.person_id = active_member.person_id
order by active_member.village_code, active_member.household_id, active_member.person_id
