-- Households lifted out of poverty whose house has no floor area: nothing stated, or nought.
--
-- grain:     household_id
-- reads:     source_household
-- columns:
--     household_id  VARCHAR  the household
--     person_id     VARCHAR  null: not about one person
--     case_id       VARCHAR  null: not about a case
--     village_code  VARCHAR  its village, or its township when the village is unknown
--     field         VARCHAR  house_area_m2
--     value         VARCHAR  null, or 0.00
--     expected      VARCHAR  above nothing
-- order:     village_code, household_id, person_id
-- source:    G01; T5 3_02_008; T3
-- severity:  error
-- dimension: completeness
-- title:     脱贫户住房面积为空或0
-- title_en:  Lifted-out household without floor area
-- remedy:    入户量取并补录住房面积；无房户写明住房解决方式。
-- remedy_en: Measure the house and enter its area; of a household without one, tell how it is
--            housed.

select
    source_household.household_id,
    cast(null as varchar) as person_id,
    cast(null as varchar) as case_id,
    source_household.placed_code as village_code,
    'house_area_m2' as field,
    cast(source_household.house_area_m2 as varchar) as value,
    '> 0' as expected
from source_household
where source_household.household_type in ('HT_POV_ENJOY', 'HT_POV_NOT_ENJOY')
    and coalesce(source_household.house_area_m2, 0) = 0
order by source_household.placed_code, source_household.household_id
