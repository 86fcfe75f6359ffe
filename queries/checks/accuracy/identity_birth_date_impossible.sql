-- Active members whose identity number gives as birth (digits 7 to 14) no real day, one after the
-- snapshot, or an age nobody reaches.
--
-- grain:     person_id
-- reads:     active_member, snapshot_info
-- inputs:
--     oldest_age  INTEGER  full years nobody is older than
-- columns:
--     household_id  VARCHAR  the household
--     person_id     VARCHAR  the person
--     case_id       VARCHAR  null: not about a case
--     village_code  VARCHAR  its village, or its township when the village is unknown
--     field         VARCHAR  id_number
--     value         VARCHAR  the number as it stands
--     expected      VARCHAR  null: it cannot be told
-- order:     village_code, household_id, person_id
-- source:    A05; RU
-- severity:  error
-- dimension: accuracy
-- title:     证件号出生日期无效
-- title_en:  Birth in the identity number impossible
-- remedy:    对照证件原件核对号码第7至14位。
-- remedy_en: Check digits 7 to 14 of the number against the card.

with

numbered as (

    select
        active_member.household_id, active_member.person_id, active_member.village_code,
        active_member.id_number,
        substr(active_member.id_number, 7, 8) as digits,
        try_strptime(substr(active_member.id_number, 7, 8), '%Y%m%d') as born_at,
        extract(year from snapshot_info.as_of_on) * 10000
            + extract(month from snapshot_info.as_of_on) * 100
            + extract(day from snapshot_info.as_of_on) as today
    from active_member
    cross join snapshot_info
    where active_member.is_citizen_number
        and length(active_member.id_number) in (18, 20, 22)

)

select
    numbered.household_id,
    numbered.person_id,
    cast(null as varchar) as case_id,
    numbered.village_code,
    'id_number' as field,
    numbered.id_number as value,
    cast(null as varchar) as expected
from numbered
where not regexp_matches(numbered.digits, '^[0-9]{8}$')
    or numbered.born_at is null
    or try_cast(numbered.digits as integer) > numbered.today
    or numbered.today - try_cast(numbered.digits as integer) >= ($oldest_age + 1) * 10000
order by numbered.village_code, numbered.household_id, numbered.person_id
