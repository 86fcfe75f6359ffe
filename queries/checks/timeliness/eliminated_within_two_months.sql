-- Cases eliminated through support within two months of identification: support cannot have worked
-- yet. Eliminations undone are left out.
--
-- grain:     case_id
-- reads:     source_household, source_monitor_case
-- inputs:
--     hasty_elimination_months  INTEGER  months in which support cannot have worked  [月]
-- columns:
--     household_id  VARCHAR  the household
--     person_id     VARCHAR  null: not about one person
--     case_id       VARCHAR  the case
--     village_code  VARCHAR  its village, or its township when the village is unknown
--     field         VARCHAR  eliminated_month
--     value         VARCHAR  the month of elimination
--     expected      VARCHAR  after the months in which it is too early
-- order:     village_code, household_id, case_id
-- source:    J02; T5 (message 当月及次月)
-- severity:  error
-- dimension: timeliness
-- title:     当月/次月即消除
-- title_en:  Eliminated in the month or the next
-- remedy:    核实识别与消除时间；未经帮扶不应消除的撤销消除标注。
-- remedy_en: Check both months; undo an elimination that support cannot have brought.

select
    source_monitor_case.household_id,
    cast(null as varchar) as person_id,
    source_monitor_case.case_id,
    source_household.placed_code as village_code,
    'eliminated_month' as field,
    cast(source_monitor_case.eliminated_month as varchar) as value,
    '> ' || cast(cast(
        source_monitor_case.identified_month + to_months($hasty_elimination_months) as date) as varchar) as expected
from source_monitor_case
join source_household
    on source_household.household_id = source_monitor_case.household_id
where source_monitor_case.is_eliminated
    and not coalesce(source_monitor_case.is_rolled_back, false)
    and source_monitor_case.elimination_type = 'ELIM_BY_SUPPORT'
    and datediff('month', source_monitor_case.identified_month, source_monitor_case.eliminated_month)
        <= $hasty_elimination_months
order by source_household.placed_code, source_monitor_case.household_id, source_monitor_case.case_id
