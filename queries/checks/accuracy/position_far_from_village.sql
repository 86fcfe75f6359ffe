-- Households whose position, within the area, is farther than it may be from the centre of their
-- village, which is its office or the middle of its homes. Exchanged axes, and points outside the
-- area, are found elsewhere.
--
-- grain:     household_id
-- reads:     position_finding, source_household
-- inputs:
--     farthest_home_km  DOUBLE   farthest a home lies from its village  [公里]
--     box_west          DOUBLE   western edge of the area  [度]
--     box_south         DOUBLE   southern edge of the area  [度]
--     box_east          DOUBLE   eastern edge of the area  [度]
--     box_north         DOUBLE   northern edge of the area  [度]
-- columns:
--     household_id  VARCHAR  the household
--     person_id     VARCHAR  null: not about one person
--     case_id       VARCHAR  null: not about a case
--     village_code  VARCHAR  its village, or its township when the village is unknown
--     field         VARCHAR  longitude
--     value         VARCHAR  the longitude
--     expected      VARCHAR  null: it cannot be told
-- order:     village_code, household_id, person_id
-- source:    K19; design
-- severity:  warning
-- dimension: accuracy
-- title:     坐标落在村界外>5km
-- title_en:  Position far from the village
-- remedy:    到户重新采集坐标，或核对户所在村。
-- remedy_en: Collect the position again, or check the village.

with

far as (

    select household_id, max(distance_km) as distance_km
    from position_finding
    where kind not in ('zero', 'swapped', 'outside')
        and distance_km > $farthest_home_km
    group by household_id

)

select
    source_household.household_id,
    cast(null as varchar) as person_id,
    cast(null as varchar) as case_id,
    source_household.placed_code as village_code,
    'longitude' as field,
    cast(source_household.longitude as varchar) as value,
    cast(null as varchar) as expected
from source_household
join far
    on far.household_id = source_household.household_id
where source_household.longitude between $box_west and $box_east
    and source_household.latitude between $box_south and $box_north
order by source_household.placed_code, source_household.household_id
