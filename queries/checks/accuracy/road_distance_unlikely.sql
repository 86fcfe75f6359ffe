-- Households whose distance to the main road of the village is more than it can be, below nought,
-- or was no number in the file.
--
-- grain:     household_id
-- reads:     import_finding, source_household
-- inputs:
--     farthest_road_km  INTEGER  farthest a house may be from the main road  [公里]
-- columns:
--     household_id  VARCHAR  the household
--     person_id     VARCHAR  null: not about one person
--     case_id       VARCHAR  null: not about a case
--     village_code  VARCHAR  its village, or its township when the village is unknown
--     field         VARCHAR  road_km
--     value         VARCHAR  as it stands, or as the file had it
--     expected      VARCHAR  what it can be
-- order:     village_code, household_id, person_id
-- source:    G11; T5 3_02_013; T3
-- severity:  warning
-- dimension: accuracy
-- title:     与主干路距离非数字或>50km
-- title_en:  Distance to the road unlikely
-- remedy:    核实与村主干路的距离，单位为公里。
-- remedy_en: Check the distance, in kilometres.

with

unread as (

    select row_key, min(value) as value
    from import_finding
    where table_name = 'household'
        and column_name = 'road_km'
    group by row_key

)

select
    source_household.household_id,
    cast(null as varchar) as person_id,
    cast(null as varchar) as case_id,
    source_household.placed_code as village_code,
    'road_km' as field,
    coalesce(cast(source_household.road_km as varchar), unread.value) as value,
    '0–' || cast($farthest_road_km as varchar) as expected
from source_household
left join unread
    on unread.row_key = source_household.household_id
where source_household.road_km > $farthest_road_km
    or source_household.road_km < 0
    or source_household.road_km is null
    and unread.value is not null
order by source_household.placed_code, source_household.household_id
