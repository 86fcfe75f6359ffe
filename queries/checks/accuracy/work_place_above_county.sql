-- Active members at work whose place of work, their own or in a work record that says they work,
-- names no county, district, city or banner. Work abroad has none.
--
-- grain:     person_id
-- reads:     active_member, source_work_monitor
-- columns:
--     household_id  VARCHAR  the household
--     person_id     VARCHAR  the person
--     case_id       VARCHAR  null: not about a case
--     village_code  VARCHAR  its village, or its township when the village is unknown
--     field         VARCHAR  work_place
--     value         VARCHAR  the place as it stands
--     expected      VARCHAR  null: it cannot be told
-- order:     village_code, household_id, person_id
-- source:    E05; T5 5_01_005, 4_12_001
-- severity:  error
-- dimension: accuracy
-- title:     务工地点未到县级
-- title_en:  Place of work above the county
-- remedy:    补录务工地点到县（市、区）。
-- remedy_en: Enter the place of work down to the county.

with

stated as (

    select person_id, work_place
    from active_member
    where is_working
    union all
    select person_id, work_place
    from source_work_monitor
    where is_working
        and coalesce(work_region, '99') <> '05'

),

vague as (

    select stated.person_id, min(stated.work_place) as work_place
    from stated
    where not regexp_matches(replace(stated.work_place, '自治区', ''), '[县区市旗]')
        and not exists (
            select 1
            from source_work_monitor as abroad
            where abroad.person_id = stated.person_id
                and abroad.work_place = stated.work_place
                and abroad.work_region = '05'
        )
    group by stated.person_id

)

select
    active_member.household_id,
    active_member.person_id,
    cast(null as varchar) as case_id,
    active_member.village_code,
    'work_place' as field,
    vague.work_place as value,
    cast(null as varchar) as expected
from active_member
join vague
    on vague.person_id = active_member.person_id
order by active_member.village_code, active_member.household_id, active_member.person_id
