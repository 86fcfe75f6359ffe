-- Households whose net income per head moved by more than so much of last year's.
--
-- grain:     household_id
-- reads:     source_household
-- inputs:
--     income_jump  DOUBLE   share of last year's income  [1]
-- columns:
--     household_id  VARCHAR  the household
--     person_id     VARCHAR  null: not about one person
--     case_id       VARCHAR  null: not about a case
--     village_code  VARCHAR  its village, or its township when the village is unknown
--     field         VARCHAR  net_income_per_head_yuan
--     value         VARCHAR  as it stands
--     expected      VARCHAR  within so much of last year
-- order:     village_code, household_id
-- source:    F12; RU
-- severity:  warning
-- dimension: timeliness
-- title:     收入环比突变
-- title_en:  Income jumped
-- remedy:    核实增收或减收原因，是否录错单位或漏项。
-- remedy_en: Find the reason: another unit, or something left out?

select
    source_household.household_id,
    cast(null as varchar) as person_id,
    cast(null as varchar) as case_id,
    source_household.placed_code as village_code,
    'net_income_per_head_yuan' as field,
    cast(source_household.net_income_per_head_yuan as varchar) as value,
    cast(round((1 - $income_jump) * source_household.previous_net_income_per_head_yuan, 2) as varchar)
        || '–'
        || cast(round((1 + $income_jump) * source_household.previous_net_income_per_head_yuan, 2) as varchar) as expected
from source_household
where abs(
        source_household.net_income_per_head_yuan
        - source_household.previous_net_income_per_head_yuan
    ) > $income_jump * abs(source_household.previous_net_income_per_head_yuan)
    and source_household.previous_net_income_per_head_yuan <> 0
order by source_household.placed_code, source_household.household_id
