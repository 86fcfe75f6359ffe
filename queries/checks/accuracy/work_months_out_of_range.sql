-- Active members with fewer than no or more than twelve months of work in a year, their own or in
-- a work record; the farthest off is shown.
--
-- grain:     person_id
-- reads:     active_member, source_work_monitor
-- columns:
--     household_id  VARCHAR  the household
--     person_id     VARCHAR  the person
--     case_id       VARCHAR  null: not about a case
--     village_code  VARCHAR  its village, or its township when the village is unknown
--     field         VARCHAR  work_months
--     value         VARCHAR  the months as they stand
--     expected      VARCHAR  0 to 12
-- order:     village_code, household_id, person_id
-- source:    E01; T3
-- severity:  error
-- dimension: accuracy
-- title:     务工时间越界
-- title_en:  Months of work out of range
-- remedy:    核实全年务工月数，应为0至12。
-- remedy_en: Find the months of the year: 0 to 12.

with

stated as (

    select person_id, work_months
    from active_member
    union all
    select person_id, work_months
    from source_work_monitor

),

odd as (

    select person_id, max_by(work_months, abs(work_months - 6)) as work_months
    from stated
    where work_months not between 0 and 12
    group by person_id

)

select
    active_member.household_id,
    active_member.person_id,
    cast(null as varchar) as case_id,
    active_member.village_code,
    'work_months' as field,
    cast(odd.work_months as varchar) as value,
    '0–12' as expected
from active_member
join odd
    on odd.person_id = active_member.person_id
order by active_member.village_code, active_member.household_id, active_member.person_id
