-- Households whose position lies outside the area, in another county or has its axes exchanged;
-- and those without one, or with two zeros, that have a case identified since October 2021 or that
-- state how it was collected. For a case identified after November 2021 a missing one is an error.
--
-- grain:     household_id
-- reads:     position_finding, source_household, source_monitor_case
-- inputs:
--     box_west   DOUBLE   western edge of the area  [度]
--     box_south  DOUBLE   southern edge of the area  [度]
--     box_east   DOUBLE   eastern edge of the area  [度]
--     box_north  DOUBLE   northern edge of the area  [度]
-- columns:
--     household_id  VARCHAR  the household
--     person_id     VARCHAR  null: not about one person
--     case_id       VARCHAR  null: not about a case
--     village_code  VARCHAR  its village, or its township when the village is unknown
--     field         VARCHAR  longitude
--     value         VARCHAR  the longitude; null when missing
--     expected      VARCHAR  null: it cannot be told
-- order:     village_code, household_id, person_id
-- source:    K17; notice 一（二）
-- severity:  warning
-- dimension: accuracy
-- title:     坐标缺失/越界
-- title_en:  Position missing or outside
-- remedy:    到户重新采集坐标；经纬度颠倒的更正。
-- remedy_en: Collect the position again at the house; exchange axes that are the wrong way
--            round.

with

asked as (

    select household_id
    from source_monitor_case
    where identified_month >= date '2021-10-01'
        and coalesce(monitor_status, 'MONITORED') not in ('CANDIDATE', 'VERIFYING', 'APPRAISED', 'REJECTED')
    group by household_id

),

strange as (

    select household_id
    from position_finding
    where kind in ('zero', 'swapped', 'outside', 'other_county')
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
left join asked
    on asked.household_id = source_household.household_id
left join strange
    on strange.household_id = source_household.household_id
where strange.household_id is not null
    or source_household.longitude not between $box_west and $box_east
    or source_household.latitude not between $box_south and $box_north
    or (source_household.longitude is null or source_household.latitude is null)
    and (
        asked.household_id is not null
        or source_household.coordinate_system is not null
        or source_household.coordinates_collected_at is not null
    )
order by source_household.placed_code, source_household.household_id
