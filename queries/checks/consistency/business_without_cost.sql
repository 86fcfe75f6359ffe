-- Households with income from business but no cost of it.
--
-- grain:     household_id
-- reads:     source_household
-- columns:
--     household_id  VARCHAR  the household
--     person_id     VARCHAR  null: not about one person
--     case_id       VARCHAR  null: not about a case
--     village_code  VARCHAR  its village, or its township when the village is unknown
--     field         VARCHAR  business_cost_yuan
--     value         VARCHAR  0.00
--     expected      VARCHAR  above nothing
-- order:     village_code, household_id
-- source:    F06; T3
-- severity:  warning
-- dimension: consistency
-- title:     有经营收入无经营支出
-- title_en:  Business without cost
-- remedy:    核实生产经营性支出并补录。
-- remedy_en: Find the cost of the business, and enter it.

select
    source_household.household_id,
    cast(null as varchar) as person_id,
    cast(null as varchar) as case_id,
    source_household.placed_code as village_code,
    'business_cost_yuan' as field,
    cast(source_household.business_cost_yuan as varchar) as value,
    '> 0' as expected
from source_household
where source_household.business_income_yuan > 0
    and source_household.business_cost_yuan = 0
order by source_household.placed_code, source_household.household_id
