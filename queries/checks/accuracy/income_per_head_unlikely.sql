-- Households whose net income per head is nothing, negative or unlikely high.
--
-- grain:     household_id
-- reads:     source_household
-- inputs:
--     high_income_per_head_yuan  INTEGER  highest that is let pass  [元]
-- columns:
--     household_id  VARCHAR  the household
--     person_id     VARCHAR  null: not about one person
--     case_id       VARCHAR  null: not about a case
--     village_code  VARCHAR  its village, or its township when the village is unknown
--     field         VARCHAR  net_income_per_head_yuan
--     value         VARCHAR  as it stands
--     expected      VARCHAR  above nothing, up to the limit
-- order:     village_code, household_id
-- source:    F04; T3
-- severity:  error
-- dimension: accuracy
-- title:     人均纯收入异常高低
-- title_en:  Income per head unlikely
-- remedy:    核实收入和支出，确属亏损的在备注中说明。
-- remedy_en: Verify income and cost; of a true loss say so in the note.

select
    source_household.household_id,
    cast(null as varchar) as person_id,
    cast(null as varchar) as case_id,
    source_household.placed_code as village_code,
    'net_income_per_head_yuan' as field,
    cast(source_household.net_income_per_head_yuan as varchar) as value,
    '0–' || cast($high_income_per_head_yuan as varchar) as expected
from source_household
where source_household.net_income_per_head_yuan <= 0
    or source_household.net_income_per_head_yuan > $high_income_per_head_yuan
order by source_household.placed_code, source_household.household_id
