-- Cases eliminated more than six months ago with a measure that has no end.
--
-- grain:     case_id
-- reads:     snapshot_info, source_household, source_monitor_case, source_support_measure
-- inputs:
--     closing_months  INTEGER  months by which measures end  [月]
-- columns:
--     household_id  VARCHAR  the household
--     person_id     VARCHAR  null: not about one person
--     case_id       VARCHAR  the case
--     village_code  VARCHAR  its village, or its township when the village is unknown
--     field         VARCHAR  ended_on
--     value         VARCHAR  null
--     expected      VARCHAR  null: it cannot be told
-- order:     village_code, household_id, case_id
-- source:    J13; design
-- severity:  information
-- dimension: timeliness
-- title:     风险已消除仍有开放措施
-- title_en:  Eliminated, a measure still open
-- remedy:    补录措施结束日期；仍在享受的转为监测外帮扶。
-- remedy_en: Enter when it ended; a measure that goes on belongs outside the case.

select
    source_monitor_case.household_id,
    cast(null as varchar) as person_id,
    source_monitor_case.case_id,
    source_household.placed_code as village_code,
    'ended_on' as field,
    cast(null as varchar) as value,
    cast(null as varchar) as expected
from source_monitor_case
join source_household
    on source_household.household_id = source_monitor_case.household_id
cross join snapshot_info
where source_monitor_case.is_eliminated
    and not coalesce(source_monitor_case.is_rolled_back, false)
    and datediff('month', source_monitor_case.eliminated_month, snapshot_info.as_of_on) > $closing_months
    and source_monitor_case.case_id in (
        select source_support_measure.case_id
        from source_support_measure
        where source_support_measure.ended_on is null
    )
order by source_household.placed_code, source_monitor_case.household_id, source_monitor_case.case_id
