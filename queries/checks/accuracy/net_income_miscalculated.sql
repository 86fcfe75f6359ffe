-- Households whose net income is not wages, business, property and transfers less the cost of
-- business, within the tolerance.
--
-- grain:     household_id
-- reads:     source_household
-- inputs:
--     income_tolerance_yuan  INTEGER  difference that is let pass  [元]
-- columns:
--     household_id  VARCHAR  the household
--     person_id     VARCHAR  null: not about one person
--     case_id       VARCHAR  null: not about a case
--     village_code  VARCHAR  its village, or its township when the village is unknown
--     field         VARCHAR  net_income_yuan
--     value         VARCHAR  as it stands
--     expected      VARCHAR  the sum
-- order:     village_code, household_id
-- source:    F02; formula §3.4
-- severity:  error
-- dimension: accuracy
-- title:     家庭纯收入分项不平
-- title_en:  Net income miscalculated
-- remedy:    按工资性、生产经营性、财产性、转移性收入之和减生产经营性支出重新计算。
-- remedy_en: Add the four kinds of income, less the cost of business, again.

with

summed as (

    select
        household_id, placed_code, net_income_yuan,
        wage_income_yuan + business_income_yuan + property_income_yuan
            + transfer_income_yuan - business_cost_yuan as sum_yuan
    from source_household

)

select
    summed.household_id,
    cast(null as varchar) as person_id,
    cast(null as varchar) as case_id,
    summed.placed_code as village_code,
    'net_income_yuan' as field,
    cast(summed.net_income_yuan as varchar) as value,
    cast(summed.sum_yuan as varchar) as expected
from summed
where abs(summed.net_income_yuan - summed.sum_yuan) > $income_tolerance_yuan
order by summed.placed_code, summed.household_id
