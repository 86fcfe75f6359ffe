-- Active members who are healthy now, and in the latest earlier year had a major illness or a
-- disability, without a recorded recovery.
--
-- grain:     person_id
-- reads:     active_member, earlier_member, snapshot_info
-- columns:
--     household_id  VARCHAR  the household
--     person_id     VARCHAR  the person
--     case_id       VARCHAR  null: not about a case
--     village_code  VARCHAR  its village, or its township when the village is unknown
--     field         VARCHAR  health_status
--     value         VARCHAR  healthy
--     expected      VARCHAR  the state of health of the earlier year
-- order:     village_code, household_id, person_id
-- source:    D13; RU
-- severity:  warning
-- dimension: timeliness
-- title:     健康状况与上年剧变
-- title_en:  Sudden recovery
-- remedy:    核实是否康复或录错；康复的补录治愈日期。
-- remedy_en: Recovered, or entered in error? Of a recovery enter the day.

with

latest as (

    select earlier_member.person_id, max(earlier_member.data_year) as data_year
    from earlier_member
    cross join snapshot_info
    where earlier_member.data_year < extract(year from snapshot_info.as_of_on)
    group by earlier_member.person_id

)

select
    active_member.household_id,
    active_member.person_id,
    cast(null as varchar) as case_id,
    active_member.village_code,
    'health_status' as field,
    array_to_string(active_member.health_status, ',') as value,
    array_to_string(earlier_member.health_status, ',') as expected
from active_member
join latest
    on latest.person_id = active_member.person_id
join earlier_member
    on earlier_member.person_id = latest.person_id
    and earlier_member.data_year = latest.data_year
where active_member.health_status = ['01']
    and active_member.recovered_on is null
    and (
        list_contains(earlier_member.health_status, '03')
        or list_contains(earlier_member.health_status, '04')
    )
order by active_member.village_code, active_member.household_id, active_member.person_id
