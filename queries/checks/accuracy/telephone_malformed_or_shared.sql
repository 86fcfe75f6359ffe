-- Households whose telephone is neither a mobile of 11 digits nor a fixed line with its area code,
-- or is that of more households than may share one. In a sample the invented mobiles beginning
-- with 10, 11 and 12 count as well formed.
--
-- grain:     household_id
-- reads:     snapshot_info, source_household
-- inputs:
--     phone_households  INTEGER  households that may share a telephone  [户]
-- columns:
--     household_id  VARCHAR  the household
--     person_id     VARCHAR  null: not about one person
--     case_id       VARCHAR  null: not about a case
--     village_code  VARCHAR  its village, or its township when the village is unknown
--     field         VARCHAR  phone
--     value         VARCHAR  the telephone as it stands
--     expected      VARCHAR  null: it cannot be told
-- order:     village_code, household_id
-- source:    A14; RU
-- severity:  warning
-- dimension: accuracy
-- title:     联系电话格式异常或多户共用
-- title_en:  Telephone malformed, or shared by many
-- remedy:    与农户核对联系电话；不应以村干部电话代填。
-- remedy_en: Ask the household for its telephone; a cadre's must not stand in.

with

counted as (

    select
        household_id, placed_code, phone,
        count(*) over (partition by phone) as households
    from source_household
    where phone is not null

)

select
    counted.household_id,
    cast(null as varchar) as person_id,
    cast(null as varchar) as case_id,
    counted.placed_code as village_code,
    'phone' as field,
    counted.phone as value,
    cast(null as varchar) as expected
from counted
cross join snapshot_info
where counted.households > $phone_households
    or not regexp_matches(counted.phone, '^(1[3-9][0-9]{9}|0[0-9]{2,3}-?[0-9]{7,8})$')
    and not (snapshot_info.is_sample and regexp_matches(counted.phone, '^1[0-2][0-9]{9}$'))
order by counted.placed_code, counted.household_id
