-- Households with wage income of whom no active member is recorded as working or holds a
-- public-welfare post, in a register that records work at all. Here a missing record is the fault
-- itself.
--
-- grain:     household_id
-- reads:     active_member, source_household
-- columns:
--     household_id  VARCHAR  the household
--     person_id     VARCHAR  null: not about one person
--     case_id       VARCHAR  null: not about a case
--     village_code  VARCHAR  its village, or its township when the village is unknown
--     field         VARCHAR  wage_income_yuan
--     value         VARCHAR  the wages as they stand
--     expected      VARCHAR  null: it cannot be told
-- order:     village_code, household_id
-- source:    E17; T3
-- severity:  warning
-- dimension: consistency
-- title:     有工资性收入无务工人员
-- title_en:  Wages without a worker
-- remedy:    核实工资来源，补录务工或公益岗信息，或更正收入。
-- remedy_en: Find where the wages come from: enter the work or post, or correct the income.

select
    source_household.household_id,
    cast(null as varchar) as person_id,
    cast(null as varchar) as case_id,
    source_household.placed_code as village_code,
    'wage_income_yuan' as field,
    cast(source_household.wage_income_yuan as varchar) as value,
    cast(null as varchar) as expected
from source_household
where source_household.wage_income_yuan > 0
    and not exists (
        select 1
        from active_member
        where active_member.household_id = source_household.household_id
            and (active_member.is_working or active_member.public_post is not null)
    )
    and exists (
        select 1
        from active_member
        where active_member.is_working
    )
order by source_household.placed_code, source_household.household_id
