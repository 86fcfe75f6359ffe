-- Active members whose identity number begins with six digits that no area of GB/T 2260 bears or
-- bore. In a sample the invented areas ending in 99 count as known.
--
-- grain:     person_id
-- reads:     active_member, area_code, snapshot_info
-- columns:
--     household_id  VARCHAR  the household
--     person_id     VARCHAR  the person
--     case_id       VARCHAR  null: not about a case
--     village_code  VARCHAR  its village, or its township when the village is unknown
--     field         VARCHAR  id_number
--     value         VARCHAR  the number as it stands
--     expected      VARCHAR  null: it cannot be told
-- order:     village_code, household_id, person_id
-- source:    A08; RU
-- severity:  warning
-- dimension: accuracy
-- title:     证件区划前缀异常
-- title_en:  Area of the identity number unknown
-- remedy:    对照证件原件核对号码前6位。
-- remedy_en: Check the first six digits of the number against the card.

select
    active_member.household_id,
    active_member.person_id,
    cast(null as varchar) as case_id,
    active_member.village_code,
    'id_number' as field,
    active_member.id_number as value,
    cast(null as varchar) as expected
from active_member
cross join snapshot_info
left join area_code
    on area_code.area_code = left(active_member.id_number, 6)
where active_member.is_citizen_number
    and length(active_member.id_number) in (18, 20, 22)
    and area_code.area_code is null
    and not (snapshot_info.is_sample and substr(active_member.id_number, 5, 2) = '99')
order by active_member.village_code, active_member.household_id, active_member.person_id
