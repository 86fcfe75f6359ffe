-- Households with income from the subsistence allowance, none of whose active members is on it.
-- One of whom that is not told may be.
--
-- grain:     household_id
-- reads:     active_member, source_household
-- columns:
--     household_id  VARCHAR  the household
--     person_id     VARCHAR  null: not about one person
--     case_id       VARCHAR  null: not about a case
--     village_code  VARCHAR  its village, or its township when the village is unknown
--     field         VARCHAR  subsistence_income_yuan
--     value         VARCHAR  the money as it stands
--     expected      VARCHAR  nothing
-- order:     village_code, household_id
-- source:    F10; T3; T5 4_11_015
-- severity:  warning
-- dimension: consistency
-- title:     无低保成员却有低保金
-- title_en:  Allowance money without a recipient
-- remedy:    核实低保享受情况：在享的补录成员信息，停保的更正收入。
-- remedy_en: Verify: enter who is on it, or correct the income.

select
    source_household.household_id,
    cast(null as varchar) as person_id,
    cast(null as varchar) as case_id,
    source_household.placed_code as village_code,
    'subsistence_income_yuan' as field,
    cast(source_household.subsistence_income_yuan as varchar) as value,
    '0' as expected
from source_household
where source_household.subsistence_income_yuan > 0
    and exists (
        select 1
        from active_member
        where active_member.household_id = source_household.household_id
    )
    and not exists (
        select 1
        from active_member
        where active_member.household_id = source_household.household_id
            and coalesce(active_member.subsistence_type, '01') in ('01', '02')
    )
order by source_household.placed_code, source_household.household_id
