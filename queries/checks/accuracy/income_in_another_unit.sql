-- Households with wages so high, or with incomes of all four kinds so low though not nothing, that
-- the amounts look entered in another unit.
--
-- grain:     household_id
-- reads:     source_household
-- inputs:
--     high_wage_yuan   INTEGER  wages that look like another unit  [元]
--     low_income_yuan  INTEGER  below this, all four look like ten thousands  [元]
-- columns:
--     household_id  VARCHAR  the household
--     person_id     VARCHAR  null: not about one person
--     case_id       VARCHAR  null: not about a case
--     village_code  VARCHAR  its village, or its township when the village is unknown
--     field         VARCHAR  wage_income_yuan
--     value         VARCHAR  as it stands
--     expected      VARCHAR  null: it cannot be told
-- order:     village_code, household_id
-- source:    F19; RU
-- severity:  warning
-- dimension: accuracy
-- title:     单位错误(万元/元)
-- title_en:  Income in another unit
-- remedy:    核实金额单位，一律以元录入。
-- remedy_en: Verify the unit; all amounts are yuan.

select
    source_household.household_id,
    cast(null as varchar) as person_id,
    cast(null as varchar) as case_id,
    source_household.placed_code as village_code,
    'wage_income_yuan' as field,
    cast(source_household.wage_income_yuan as varchar) as value,
    cast(null as varchar) as expected
from source_household
where source_household.wage_income_yuan >= $high_wage_yuan
    or greatest(
        source_household.wage_income_yuan, source_household.business_income_yuan,
        source_household.property_income_yuan, source_household.transfer_income_yuan
    ) between 0.01 and $low_income_yuan - 0.01
    and source_household.wage_income_yuan is not null
    and source_household.business_income_yuan is not null
    and source_household.property_income_yuan is not null
    and source_household.transfer_income_yuan is not null
order by source_household.placed_code, source_household.household_id
