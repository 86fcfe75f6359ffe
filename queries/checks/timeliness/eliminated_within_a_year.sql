-- Cases eliminated before a year of monitoring was over, other than naturally, whether or not a
-- reason is written: the notice rules it out in principle. A reviewer may judge those without a
-- reason as errors.
--
-- grain:     case_id
-- reads:     source_household, source_monitor_case
-- inputs:
--     shortest_monitoring_months  INTEGER  least months of monitoring  [月]
-- columns:
--     household_id  VARCHAR  the household
--     person_id     VARCHAR  null: not about one person
--     case_id       VARCHAR  the case
--     village_code  VARCHAR  its village, or its township when the village is unknown
--     field         VARCHAR  eliminated_month
--     value         VARCHAR  the month of elimination
--     expected      VARCHAR  when a year is over
-- order:     village_code, household_id, case_id
-- source:    J01; notice 一（三）
-- severity:  warning
-- dimension: timeliness
-- title:     不满一年消除
-- title_en:  Eliminated within a year
-- remedy:    核实是否符合消除条件，写明不满一年消除的理由；不符合的撤销标注。
-- remedy_en: See whether the conditions hold, and write the reason; otherwise undo it.

select
    source_monitor_case.household_id,
    cast(null as varchar) as person_id,
    source_monitor_case.case_id,
    source_household.placed_code as village_code,
    'eliminated_month' as field,
    cast(source_monitor_case.eliminated_month as varchar) as value,
    '≥ ' || cast(cast(
        source_monitor_case.identified_month + to_months($shortest_monitoring_months) as date) as varchar) as expected
from source_monitor_case
join source_household
    on source_household.household_id = source_monitor_case.household_id
where source_monitor_case.is_eliminated
    and not coalesce(source_monitor_case.is_rolled_back, false)
    and source_monitor_case.elimination_type <> 'ELIM_NATURAL'
    and datediff('month', source_monitor_case.identified_month, source_monitor_case.eliminated_month)
        < $shortest_monitoring_months
order by source_household.placed_code, source_monitor_case.household_id, source_monitor_case.case_id
