-- Households whose house is of grade C or D and yet stated not to be dangerous.
--
-- grain:     household_id
-- reads:     source_household
-- columns:
--     household_id  VARCHAR  the household
--     person_id     VARCHAR  null: not about one person
--     case_id       VARCHAR  null: not about a case
--     village_code  VARCHAR  its village, or its township when the village is unknown
--     field         VARCHAR  house_grade
--     value         VARCHAR  C or D
--     expected      VARCHAR  grades of a house that is not dangerous
-- order:     village_code, household_id, person_id
-- source:    G09; RU
-- severity:  error
-- dimension: consistency
-- title:     危房等级与危房标志不符
-- title_en:  House grade contradicts the flag
-- remedy:    对照鉴定报告核对等级与是否危房；已改造的更新等级。
-- remedy_en: Compare with the survey report; bring the grade of a house rebuilt up to date.

select
    source_household.household_id,
    cast(null as varchar) as person_id,
    cast(null as varchar) as case_id,
    source_household.placed_code as village_code,
    'house_grade' as field,
    source_household.house_grade as value,
    'A|B' as expected
from source_household
where source_household.house_grade in ('C', 'D')
    and not source_household.is_dangerous_house
order by source_household.placed_code, source_household.household_id
