-- Cases the source says are open: under monitoring, with a type, and not eliminated or the
-- elimination undone. A household with two open cases has two rows; figures count spells instead.
--
-- grain:   case_id
-- reads:   source_household, source_monitor_case
-- columns:
--     case_id       VARCHAR  the case
--     household_id  VARCHAR  its household
--     village_code  VARCHAR  its village, or its township when the village is unknown
--     monitor_type  VARCHAR  code of list monitor_type
--     risk_1        VARCHAR  code of list risk_type: the main risk
--     risk_2        VARCHAR  code of list risk_type
--     risk_3        VARCHAR  code of list risk_type
--     risk_4        VARCHAR  code of list risk_type
--     risk_5        VARCHAR  code of list risk_type
-- order:   village_code, household_id, case_id
-- source:  domain.md §7, "open case"

select
    source_monitor_case.case_id,
    source_monitor_case.household_id,
    source_household.placed_code as village_code,
    source_monitor_case.monitor_type,
    source_monitor_case.risk_1,
    source_monitor_case.risk_2,
    source_monitor_case.risk_3,
    source_monitor_case.risk_4,
    source_monitor_case.risk_5
from source_monitor_case
join source_household
    on source_household.household_id = source_monitor_case.household_id
where source_monitor_case.monitor_type is not null
    and (not source_monitor_case.is_eliminated or source_monitor_case.is_rolled_back)
    and coalesce(source_monitor_case.monitor_status, 'MONITORED')
        not in ('CANDIDATE', 'VERIFYING', 'APPRAISED', 'REJECTED')
order by village_code, source_monitor_case.household_id, source_monitor_case.case_id
