-- Households standing on one point, to the sixth decimal, with more others than may.
--
-- grain:     household_id
-- reads:     source_household
-- inputs:
--     same_point_households  INTEGER  households that may share a point  [户]
-- columns:
--     household_id  VARCHAR  the household
--     person_id     VARCHAR  null: not about one person
--     case_id       VARCHAR  null: not about a case
--     village_code  VARCHAR  its village, or its township when the village is unknown
--     field         VARCHAR  longitude
--     value         VARCHAR  the longitude
--     expected      VARCHAR  null: it cannot be told
-- order:     village_code, household_id, person_id
-- source:    K18; design
-- severity:  warning
-- dimension: uniqueness
-- title:     坐标重复
-- title_en:  Position of many households
-- remedy:    逐户到户采集；不得以村委会坐标代填。
-- remedy_en: Collect at each house; the village office's must not stand in.

with

placed as (

    select
        household_id,
        placed_code,
        longitude,
        count(*) over (partition by round(longitude, 6), round(latitude, 6)) as households
    from source_household
    where longitude is not null
        and latitude is not null
        and not (longitude = 0 and latitude = 0)

)

select
    placed.household_id,
    cast(null as varchar) as person_id,
    cast(null as varchar) as case_id,
    placed.placed_code as village_code,
    'longitude' as field,
    cast(placed.longitude as varchar) as value,
    cast(null as varchar) as expected
from placed
where placed.households > $same_point_households
order by placed.placed_code, placed.household_id
