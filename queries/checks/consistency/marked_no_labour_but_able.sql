-- Households stated to be wholly without labour in which somebody has ordinary or skilled labour.
--
-- grain:     household_id
-- reads:     risk_household, source_household
-- columns:
--     household_id  VARCHAR  the household
--     person_id     VARCHAR  null: not about one person
--     case_id       VARCHAR  null: not about a case
--     village_code  VARCHAR  its village, or its township when the village is unknown
--     field         VARCHAR  is_whole_no_labour
--     value         VARCHAR  true
--     expected      VARCHAR  false
-- order:     village_code, household_id, person_id
-- source:    H26; RU
-- severity:  warning
-- dimension: consistency
-- title:     整户兜底户有劳动力
-- title_en:  Marked without labour, somebody able
-- remedy:    核实劳动技能，更正成员或兜底标注。
-- remedy_en: Check who can work; correct the member or the mark.

select
    source_household.household_id,
    cast(null as varchar) as person_id,
    cast(null as varchar) as case_id,
    source_household.placed_code as village_code,
    'is_whole_no_labour' as field,
    'true' as value,
    'false' as expected
from source_household
join risk_household
    on risk_household.household_id = source_household.household_id
where source_household.is_whole_no_labour
    and risk_household.able > 0
order by source_household.placed_code, source_household.household_id
