-- Households without an active member, unless their monitoring ended naturally.
--
-- grain:     household_id
-- reads:     active_member, source_household, source_monitor_case
-- columns:
--     household_id  VARCHAR  the household
--     person_id     VARCHAR  null: not about one person
--     case_id       VARCHAR  null: not about a case
--     village_code  VARCHAR  its village, or its township when the village is unknown
--     field         VARCHAR  household_id
--     value         VARCHAR  the household
--     expected      VARCHAR  null: it cannot be told
-- order:     village_code, household_id
-- source:    B04; T3
-- severity:  error
-- dimension: completeness
-- title:     空挂户
-- title_en:  Household without members
-- remedy:    补录家庭成员；整户消亡或迁出的，按自然减少、自然消除程序处理。
-- remedy_en: Enter the members; of a household that has ceased, follow the procedure for
--            natural decrease.

select
    source_household.household_id,
    cast(null as varchar) as person_id,
    cast(null as varchar) as case_id,
    source_household.placed_code as village_code,
    'household_id' as field,
    source_household.household_id as value,
    cast(null as varchar) as expected
from source_household
where not exists (
        select 1
        from active_member
        where active_member.household_id = source_household.household_id
    )
    and not exists (
        select 1
        from source_monitor_case
        where source_monitor_case.household_id = source_household.household_id
            and source_monitor_case.elimination_type = 'ELIM_NATURAL'
    )
order by source_household.placed_code, source_household.household_id
