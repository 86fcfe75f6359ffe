-- Active members with a Rain and Dew grant who are at no vocational or technician school or
-- vocational college, while the grant runs; and those with an ended one who have not even come as
-- far as such a school.
--
-- grain:     person_id
-- reads:     active_member, snapshot_info, source_support_measure
-- columns:
--     household_id  VARCHAR  the household
--     person_id     VARCHAR  the person
--     case_id       VARCHAR  null: not about a case
--     village_code  VARCHAR  its village, or its township when the village is unknown
--     field         VARCHAR  school_status
--     value         VARCHAR  the school as it stands; null of who has an education instead
--     expected      VARCHAR  null: it cannot be told
-- order:     village_code, household_id, person_id
-- source:    C14; T5 5_15_011
-- severity:  warning
-- dimension: consistency
-- title:     雨露计划对象不是中高职在校
-- title_en:  Rain and Dew grant without vocational school
-- remedy:    核实在校情况；已毕业或不在中高职的，停止或更正雨露计划措施。
-- remedy_en: Verify the school; of who is not at one, end or correct the grant.

with

granted as (

    select
        source_support_measure.person_id,
        max(case
            when source_support_measure.ended_on < snapshot_info.as_of_on then 0 else 1
        end) = 1 as is_running
    from source_support_measure
    cross join snapshot_info
    where list_contains(source_support_measure.measure_kinds, '4702')
    group by source_support_measure.person_id

),

schooled as (

    select
        household_id, person_id, village_code, school_status,
        case
            when school_status is not null then school_status
            when education_level is not null then '00'
        end as school
    from active_member

)

select
    schooled.household_id,
    schooled.person_id,
    cast(null as varchar) as case_id,
    schooled.village_code,
    'school_status' as field,
    schooled.school_status as value,
    cast(null as varchar) as expected
from schooled
join granted
    on granted.person_id = schooled.person_id
where granted.is_running
    and schooled.school not in ('41', '42', '43', '51', '52', '53', '82')
    or schooled.school between '01' and '33'
order by schooled.village_code, schooled.household_id, schooled.person_id
