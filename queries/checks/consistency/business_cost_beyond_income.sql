-- Households whose cost of business is more than so many times the income from it.
--
-- grain:     household_id
-- reads:     source_household
-- inputs:
--     business_cost_ratio  INTEGER  times the income  [1]
-- columns:
--     household_id  VARCHAR  the household
--     person_id     VARCHAR  null: not about one person
--     case_id       VARCHAR  null: not about a case
--     village_code  VARCHAR  its village, or its township when the village is unknown
--     field         VARCHAR  business_cost_yuan
--     value         VARCHAR  as it stands
--     expected      VARCHAR  so many times the income, at most
-- order:     village_code, household_id
-- source:    F07; RU
-- severity:  warning
-- dimension: consistency
-- title:     生产支出大于经营收入2倍
-- title_en:  Business cost beyond income
-- remedy:    核实生产经营收支，是否录错单位或把借款、建房计入支出。
-- remedy_en: Verify both: another unit, or a loan or building counted as cost?

select
    source_household.household_id,
    cast(null as varchar) as person_id,
    cast(null as varchar) as case_id,
    source_household.placed_code as village_code,
    'business_cost_yuan' as field,
    cast(source_household.business_cost_yuan as varchar) as value,
    '≤ ' || cast($business_cost_ratio * source_household.business_income_yuan as varchar) as expected
from source_household
where source_household.business_cost_yuan > $business_cost_ratio * source_household.business_income_yuan
order by source_household.placed_code, source_household.household_id
