-- Cases eliminated through support of a household stated to be wholly without labour, which in the
-- transition period is in principle not eliminated.
--
-- grain:     case_id
-- reads:     source_household, source_monitor_case
-- columns:
--     household_id  VARCHAR  the household
--     person_id     VARCHAR  null: not about one person
--     case_id       VARCHAR  the case
--     village_code  VARCHAR  its village, or its township when the village is unknown
--     field         VARCHAR  is_whole_no_labour
--     value         VARCHAR  true
--     expected      VARCHAR  false
-- order:     village_code, household_id, case_id
-- source:    J07; notice 一（三）
-- severity:  warning
-- dimension: consistency
-- title:     整户无劳标注消除
-- title_en:  Wholly without labour, eliminated
-- remedy:    整户无劳动能力、需长期兜底保障的原则上不标注消除；核实后撤销标注或更正。
-- remedy_en: In principle not to be eliminated: undo it, or correct the mark.

select
    source_monitor_case.household_id,
    cast(null as varchar) as person_id,
    source_monitor_case.case_id,
    source_household.placed_code as village_code,
    'is_whole_no_labour' as field,
    'true' as value,
    'false' as expected
from source_monitor_case
join source_household
    on source_household.household_id = source_monitor_case.household_id
where source_monitor_case.is_eliminated
    and not coalesce(source_monitor_case.is_rolled_back, false)
    and source_monitor_case.elimination_type = 'ELIM_BY_SUPPORT'
    and source_household.is_whole_no_labour
order by source_household.placed_code, source_monitor_case.household_id, source_monitor_case.case_id
