-- Households with an open case and a working active member whose wage income is nothing.
--
-- grain:     household_id
-- reads:     active_member, open_case, source_household
-- columns:
--     household_id  VARCHAR  the household
--     person_id     VARCHAR  null: not about one person
--     case_id       VARCHAR  null: not about a case
--     village_code  VARCHAR  its village, or its township when the village is unknown
--     field         VARCHAR  wage_income_yuan
--     value         VARCHAR  0.00
--     expected      VARCHAR  above nothing
-- order:     village_code, household_id
-- source:    E16; T3
-- severity:  warning
-- dimension: consistency
-- title:     监测户有务工人员无工资性收入
-- title_en:  Monitored household with workers, without wages
-- remedy:    核实务工收入并补录，或更正务工信息。
-- remedy_en: Find and enter the wages, or correct the work.

select
    source_household.household_id,
    cast(null as varchar) as person_id,
    cast(null as varchar) as case_id,
    source_household.placed_code as village_code,
    'wage_income_yuan' as field,
    cast(source_household.wage_income_yuan as varchar) as value,
    '> 0' as expected
from source_household
where source_household.wage_income_yuan = 0
    and exists (
        select 1
        from open_case
        where open_case.household_id = source_household.household_id
    )
    and exists (
        select 1
        from active_member
        where active_member.household_id = source_household.household_id
            and active_member.is_working
    )
order by source_household.placed_code, source_household.household_id
