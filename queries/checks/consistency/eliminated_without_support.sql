-- Cases eliminated through support although developmental support is stated as not carried out, or
-- not needed, and no measure at all stands in the case or, since identification, in the household.
-- Nobody can be found without measures while none were imported.
--
-- grain:     case_id
-- reads:     source_household, source_monitor_case, source_support_measure
-- columns:
--     household_id  VARCHAR  the household
--     person_id     VARCHAR  null: not about one person
--     case_id       VARCHAR  the case
--     village_code  VARCHAR  its village, or its township when the village is unknown
--     field         VARCHAR  developmental_status
--     value         VARCHAR  none or not_needed
--     expected      VARCHAR  done
-- order:     village_code, household_id, case_id
-- source:    J05; T5 1_11_009
-- severity:  error
-- dimension: consistency
-- title:     帮扶消除但未落实帮扶
-- title_en:  Eliminated through support that was not given
-- remedy:    核实帮扶措施并补录；确未帮扶的撤销消除标注。
-- remedy_en: Find and enter the measures; if there were none, undo the elimination.

select
    source_monitor_case.household_id,
    cast(null as varchar) as person_id,
    source_monitor_case.case_id,
    source_household.placed_code as village_code,
    'developmental_status' as field,
    source_monitor_case.developmental_status as value,
    'done' as expected
from source_monitor_case
join source_household
    on source_household.household_id = source_monitor_case.household_id
where source_monitor_case.is_eliminated
    and not coalesce(source_monitor_case.is_rolled_back, false)
    and source_monitor_case.elimination_type = 'ELIM_BY_SUPPORT'
    and source_monitor_case.developmental_status <> 'done'
    and exists (select 1 from source_support_measure)
    and not exists (
        select 1
        from source_support_measure
        where source_support_measure.household_id = source_monitor_case.household_id
            and (
                source_support_measure.case_id = source_monitor_case.case_id
                or source_support_measure.case_id is null
                and coalesce(source_support_measure.ended_on >= source_monitor_case.identified_month, true)
            )
    )
order by source_household.placed_code, source_monitor_case.household_id, source_monitor_case.case_id
