-- Cases eliminated through support although the net income per head then was below the monitoring
-- line of the year of elimination. The line is a reference scope, so this is to be looked at, not
-- wrong by itself.
--
-- grain:     case_id
-- reads:     monitoring_line, source_household, source_monitor_case
-- columns:
--     household_id  VARCHAR  the household
--     person_id     VARCHAR  null: not about one person
--     case_id       VARCHAR  the case
--     village_code  VARCHAR  its village, or its township when the village is unknown
--     field         VARCHAR  net_income_per_head_when_eliminated_yuan
--     value         VARCHAR  net income per head
--     expected      VARCHAR  the line of that year
-- order:     village_code, household_id, case_id
-- source:    J06; T5 4_11_010
-- severity:  warning
-- dimension: consistency
-- title:     帮扶消除时收入低于监测线
-- title_en:  Eliminated below the monitoring line
-- remedy:    核实消除时收入；确未稳定的撤销消除标注。
-- remedy_en: Check the income; undo the elimination if it was not yet secure.

select
    source_monitor_case.household_id,
    cast(null as varchar) as person_id,
    source_monitor_case.case_id,
    source_household.placed_code as village_code,
    'net_income_per_head_when_eliminated_yuan' as field,
    cast(source_monitor_case.net_income_per_head_when_eliminated_yuan as varchar) as value,
    '≥ ' || cast(coalesce(own.yuan, nation.yuan) as varchar) as expected
from source_monitor_case
join source_household
    on source_household.household_id = source_monitor_case.household_id
left join monitoring_line as own
    on own.division_code = left(source_household.placed_code, 2)
    and own.line_year = extract(year from source_monitor_case.eliminated_month)
left join monitoring_line as nation
    on nation.division_code = ''
    and nation.line_year = extract(year from source_monitor_case.eliminated_month)
where source_monitor_case.is_eliminated
    and not coalesce(source_monitor_case.is_rolled_back, false)
    and source_monitor_case.elimination_type = 'ELIM_BY_SUPPORT'
    and source_monitor_case.net_income_per_head_when_eliminated_yuan < coalesce(own.yuan, nation.yuan)
order by source_household.placed_code, source_monitor_case.household_id, source_monitor_case.case_id
