-- Households with an active member on subsistence allowance or destitute support, and neither
-- allowance among their income.
--
-- grain:     household_id
-- reads:     active_member, source_household
-- columns:
--     household_id  VARCHAR  the household
--     person_id     VARCHAR  null: not about one person
--     case_id       VARCHAR  null: not about a case
--     village_code  VARCHAR  its village, or its township when the village is unknown
--     field         VARCHAR  subsistence_income_yuan
--     value         VARCHAR  0.00; destitute_income_yuan too
--     expected      VARCHAR  above nothing, in either
-- order:     village_code, household_id
-- source:    F09; T3; T5 4_11_013
-- severity:  warning
-- dimension: consistency
-- title:     低保/特困却无相应转移收入
-- title_en:  Allowance without its income
-- remedy:    核实低保、特困享受情况，补录低保金或特困供养金。
-- remedy_en: Verify the allowance, and enter its money.

select
    source_household.household_id,
    cast(null as varchar) as person_id,
    cast(null as varchar) as case_id,
    source_household.placed_code as village_code,
    'subsistence_income_yuan' as field,
    cast(source_household.subsistence_income_yuan as varchar) as value,
    '> 0' as expected
from source_household
where source_household.subsistence_income_yuan + source_household.destitute_income_yuan = 0
    and exists (
        select 1
        from active_member
        where active_member.household_id = source_household.household_id
            and (
                active_member.subsistence_type in ('01', '02')
                or active_member.destitute_type <> '00'
            )
    )
order by source_household.placed_code, source_household.household_id
