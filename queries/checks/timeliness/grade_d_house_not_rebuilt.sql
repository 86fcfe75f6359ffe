-- Households whose house was graded D more than twelve months ago and for which no measure of
-- housing safety is entered. Nobody can be found without one while measures were not imported.
--
-- grain:     household_id
-- reads:     snapshot_info, source_household, source_support_measure
-- inputs:
--     rebuilding_months  INTEGER  months rebuilding may take  [月]
-- columns:
--     household_id  VARCHAR  the household
--     person_id     VARCHAR  null: not about one person
--     case_id       VARCHAR  null: not about a case
--     village_code  VARCHAR  its village, or its township when the village is unknown
--     field         VARCHAR  house_graded_on
--     value         VARCHAR  the day it was graded
--     expected      VARCHAR  no longer ago than rebuilding may take
-- order:     village_code, household_id, person_id
-- source:    G10; RU
-- severity:  warning
-- dimension: timeliness
-- title:     房屋鉴定后无改造记录
-- title_en:  Graded D, and nothing rebuilt
-- remedy:    落实危房改造或周转安置，补录措施；已改造的更新鉴定等级。
-- remedy_en: Rebuild or rehouse, and enter the measure; bring the grade of a house rebuilt up
--            to date.

select
    source_household.household_id,
    cast(null as varchar) as person_id,
    cast(null as varchar) as case_id,
    source_household.placed_code as village_code,
    'house_graded_on' as field,
    cast(source_household.house_graded_on as varchar) as value,
    '≥ ' || cast(cast(
        snapshot_info.as_of_on - to_months($rebuilding_months) as date) as varchar) as expected
from source_household
cross join snapshot_info
where source_household.house_grade = 'D'
    and source_household.house_graded_on + to_months($rebuilding_months) < snapshot_info.as_of_on
    and exists (select 1 from source_support_measure)
    and not exists (
        select 1
        from source_support_measure
        where source_support_measure.household_id = source_household.household_id
            and source_support_measure.measure_class = '50'
    )
order by source_household.placed_code, source_household.household_id
