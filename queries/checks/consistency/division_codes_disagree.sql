-- Households whose code of province, city, county or township is not the beginning of their
-- village's code. Where a functional zone manages the township, the zone's code is right for the
-- county.
--
-- grain:     household_id, field
-- reads:     source_division, source_household
-- columns:
--     household_id  VARCHAR  the household
--     person_id     VARCHAR  null: not about one person
--     case_id       VARCHAR  null: not about a case
--     village_code  VARCHAR  its village, or its township when the village is unknown
--     field         VARCHAR  the code at fault
--     value         VARCHAR  as it stands
--     expected      VARCHAR  the beginning of the village's code, or the zone that manages the township
-- order:     village_code, household_id, field
-- source:    K20; design
-- severity:  error
-- dimension: consistency
-- title:     户属性区划代码不匹配
-- title_en:  Division codes disagree
-- remedy:    核对户所在县、乡、村代码，使上级代码与村代码一致。
-- remedy_en: Check where the household belongs; make the codes above agree with the village.

with

managed as (

    select division_code, max(manager_code) as manager_code
    from source_division
    where manager_code is not null
    group by division_code

),

told as (

    select
        source_household.household_id,
        source_household.placed_code as village_code,
        unnest(['province_code', 'city_code', 'county_code', 'town_code']) as field,
        unnest([
            left(source_household.province_code, 2), left(source_household.city_code, 4),
            left(source_household.county_code, 6), left(source_household.town_code, 9)
        ]) as value,
        unnest([
            left(source_household.village_code, 2), left(source_household.village_code, 4),
            left(source_household.village_code, 6), left(source_household.village_code, 9)
        ]) as expected,
        unnest([null, null, managed.manager_code, null]) as other
    from source_household
    left join managed
        on managed.division_code = left(source_household.village_code, 9)

)

select
    told.household_id,
    cast(null as varchar) as person_id,
    cast(null as varchar) as case_id,
    told.village_code,
    told.field,
    told.value,
    concat_ws('|', told.expected, told.other) as expected
from told
where told.value <> told.expected
    and coalesce(told.value <> told.other, true)
order by told.village_code, told.household_id, told.field
