-- Households still entered under the code of a division that has been merged into another by the
-- day of the snapshot.
--
-- grain:     household_id
-- reads:     snapshot_info, source_division, source_household
-- columns:
--     household_id  VARCHAR  the household
--     person_id     VARCHAR  null: not about one person
--     case_id       VARCHAR  null: not about a case
--     village_code  VARCHAR  its village, or its township when the village is unknown
--     field         VARCHAR  village_code
--     value         VARCHAR  the old code
--     expected      VARCHAR  the code that carries on
-- order:     village_code, household_id, person_id
-- source:    K15; notice 二（四）
-- severity:  error
-- dimension: consistency
-- title:     重点村合并未迁移
-- title_en:  Still under a village merged away
-- remedy:    将户迁移到合并后的重点村，并核对县、乡、村名称。
-- remedy_en: Move the household to the village that carries on, and check the names.

with

merged as (

    select source_division.division_code, max(source_division.successor_code) as successor_code
    from source_division
    cross join snapshot_info
    where source_division.successor_code is not null
        and source_division.valid_to_on <= snapshot_info.as_of_on
    group by source_division.division_code

)

select
    source_household.household_id,
    cast(null as varchar) as person_id,
    cast(null as varchar) as case_id,
    source_household.placed_code as village_code,
    'village_code' as field,
    source_household.village_code as value,
    merged.successor_code as expected
from source_household
join merged
    on merged.division_code = source_household.village_code
order by source_household.placed_code, source_household.household_id
