-- Households with more farmland or more forest per head than is likely. Households of unknown size
-- or of nobody are left out.
--
-- grain:     household_id, field
-- reads:     source_household
-- inputs:
--     most_farmland_mu  INTEGER  most farmland per head  [亩]
--     most_forest_mu    INTEGER  most forest per head  [亩]
-- columns:
--     household_id  VARCHAR  the household
--     person_id     VARCHAR  null: not about one person
--     case_id       VARCHAR  null: not about a case
--     village_code  VARCHAR  its village, or its township when the village is unknown
--     field         VARCHAR  farmland_mu or forest_mu
--     value         VARCHAR  as it stands
--     expected      VARCHAR  the most that is likely for so many people
-- order:     village_code, household_id, field
-- source:    G12; T3
-- severity:  warning
-- dimension: accuracy
-- title:     耕地/林地面积异常
-- title_en:  Farmland or forest unlikely
-- remedy:    核实面积和单位（亩）。
-- remedy_en: Check the area and its unit, mu.

with

found as (

    select
        source_household.household_id as household_id,
        cast(null as varchar) as person_id,
        cast(null as varchar) as case_id,
        source_household.placed_code as village_code,
        'farmland_mu' as field,
        cast(source_household.farmland_mu as varchar) as value,
        '≤ ' || cast(source_household.member_count * $most_farmland_mu as varchar) as expected
    from source_household
    where source_household.farmland_mu > source_household.member_count * $most_farmland_mu
        and source_household.member_count > 0
    union all
    select
        source_household.household_id as household_id,
        cast(null as varchar) as person_id,
        cast(null as varchar) as case_id,
        source_household.placed_code as village_code,
        'forest_mu' as field,
        cast(source_household.forest_mu as varchar) as value,
        '≤ ' || cast(source_household.member_count * $most_forest_mu as varchar) as expected
    from source_household
    where source_household.forest_mu > source_household.member_count * $most_forest_mu
        and source_household.member_count > 0

)

select
    found.household_id,
    found.person_id,
    found.case_id,
    found.village_code,
    found.field,
    found.value,
    found.expected
from found
order by found.village_code, found.household_id, found.field
