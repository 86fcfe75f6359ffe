-- Households with an open case and nobody able to work, weak labour counted, that are stated not
-- to be a household wholly without labour. Where it is not stated, the form is not contradicted.
--
-- grain:     household_id
-- reads:     open_case, risk_household, source_household
-- columns:
--     household_id  VARCHAR  the household
--     person_id     VARCHAR  null: not about one person
--     case_id       VARCHAR  null: not about a case
--     village_code  VARCHAR  its village, or its township when the village is unknown
--     field         VARCHAR  is_whole_no_labour
--     value         VARCHAR  false
--     expected      VARCHAR  true
-- order:     village_code, household_id, person_id
-- source:    H25; T5 5_11_033
-- severity:  warning
-- dimension: consistency
-- title:     整户无劳未标兜底户
-- title_en:  Nobody able, not marked so
-- remedy:    核实劳动技能；属实的标注整户无劳动能力兜底保障户。
-- remedy_en: Check who can work; mark the household if nobody can.

select
    source_household.household_id,
    cast(null as varchar) as person_id,
    cast(null as varchar) as case_id,
    source_household.placed_code as village_code,
    'is_whole_no_labour' as field,
    'false' as value,
    'true' as expected
from source_household
join risk_household
    on risk_household.household_id = source_household.household_id
where not source_household.is_whole_no_labour
    and risk_household.active > 0
    and risk_household.able = 0
    and risk_household.weak = 0
    and risk_household.untold_labour = 0
    and source_household.household_id in (select open_case.household_id from open_case)
order by source_household.placed_code, source_household.household_id
