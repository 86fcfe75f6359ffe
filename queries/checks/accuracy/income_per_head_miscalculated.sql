-- Households whose net income per head is not their net income by their stated members, within the
-- tolerance.
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
--     field         VARCHAR  net_income_per_head_yuan
--     value         VARCHAR  as it stands
--     expected      VARCHAR  net income by members
-- order:     village_code, household_id
-- source:    F01; formula §3.4
-- severity:  error
-- dimension: accuracy
-- title:     人均纯收入计算不平
-- title_en:  Income per head miscalculated
-- remedy:    按家庭纯收入除以家庭人口数重新计算。
-- remedy_en: Divide the net income by the members again.

select
    source_household.household_id,
    cast(null as varchar) as person_id,
    cast(null as varchar) as case_id,
    source_household.placed_code as village_code,
    'net_income_per_head_yuan' as field,
    cast(source_household.net_income_per_head_yuan as varchar) as value,
    cast(cast(source_household.net_income_yuan / source_household.member_count as decimal(12, 2)) as varchar) as expected
from source_household
where source_household.member_count > 0
    and abs(
        source_household.net_income_per_head_yuan
        - source_household.net_income_yuan / source_household.member_count
    ) > $income_tolerance_yuan
order by source_household.placed_code, source_household.household_id
