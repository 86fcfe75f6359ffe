-- Subtotals of wages, business, property or transfers that are not the sum of their parts, within
-- the tolerance.
--
-- grain:     household_id, field
-- reads:     source_household
-- inputs:
--     income_tolerance_yuan  INTEGER  difference that is let pass  [元]
-- columns:
--     household_id  VARCHAR  the household
--     person_id     VARCHAR  null: not about one person
--     case_id       VARCHAR  null: not about a case
--     village_code  VARCHAR  its village, or its township when the village is unknown
--     field         VARCHAR  the subtotal
--     value         VARCHAR  as it stands
--     expected      VARCHAR  the sum of its parts
-- order:     village_code, household_id, field
-- source:    F03; T11 structure
-- severity:  error
-- dimension: accuracy
-- title:     收入分项与小计不平
-- title_en:  Parts of income against their subtotal
-- remedy:    核对各分项，使分项之和等于小计。
-- remedy_en: Check the parts; their sum is the subtotal.

with

summed as (

    select
        household_id, placed_code, 'wage_income_yuan' as field,
        wage_income_yuan as stated_yuan,
        migrant_wage_yuan + public_post_wage_yuan
            + other_wage_yuan as sum_yuan
    from source_household
    union all
    select
        household_id, placed_code, 'business_income_yuan' as field,
        business_income_yuan as stated_yuan,
        crop_income_yuan + livestock_income_yuan
            + other_business_income_yuan as sum_yuan
    from source_household
    union all
    select
        household_id, placed_code, 'property_income_yuan' as field,
        property_income_yuan as stated_yuan,
        dividend_yuan + other_property_income_yuan as sum_yuan
    from source_household
    union all
    select
        household_id, placed_code, 'transfer_income_yuan' as field,
        transfer_income_yuan as stated_yuan,
        subsistence_income_yuan + destitute_income_yuan
            + pension_income_yuan + other_transfer_income_yuan as sum_yuan
    from source_household

)

select
    summed.household_id,
    cast(null as varchar) as person_id,
    cast(null as varchar) as case_id,
    summed.placed_code as village_code,
    summed.field,
    cast(summed.stated_yuan as varchar) as value,
    cast(summed.sum_yuan as varchar) as expected
from summed
where abs(summed.stated_yuan - summed.sum_yuan) > $income_tolerance_yuan
order by summed.placed_code, summed.household_id, summed.field
