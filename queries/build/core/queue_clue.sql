-- Clues of a household at risk, from departments, petitions and checks at home, until it is under
-- monitoring or the clue is closed: the clock that should not run beyond fifteen days.
--
-- grain:   clue_id
-- reads:   source_warning, source_monitor_case, household
-- columns:
--     clue_id         VARCHAR  number of the warning, or of the case that grew out of the clue
--     origin          VARCHAR  warning or case
--     household_id    VARCHAR  whose; null until the household is known
--     village_code    VARCHAR  its village; null when it cannot be placed
--     source_channel  VARCHAR  code of list source_channel, or UNKNOWN
--     department      VARCHAR  code of list department; null when not of a department
--     clue_on         DATE     the day of the clue
--     visited_on      DATE     verified at home
--     ended_on        DATE     identified, or closed without; null while it runs
--     is_identified   BOOLEAN  it led to monitoring
-- order:   village_code, clue_on, clue_id
-- source:  domain.md §5.2: at most fifteen days from finding to help

with

warned as (

    select
        source_warning.warning_id as clue_id,
        'warning' as origin,
        source_warning.household_id,
        coalesce(household.village_code, source_warning.village_code) as village_code,
        source_warning.source_channel,
        source_warning.department,
        source_warning.issued_on as clue_on,
        source_warning.visited_on,
        coalesce(source_monitor_case.county_reviewed_on, source_monitor_case.identified_on, source_warning.closed_on) as ended_on,
        source_monitor_case.case_id is not null as is_identified
    from source_warning
    left join household
        on household.household_id = source_warning.household_id
    left join source_monitor_case
        on source_monitor_case.case_id = source_warning.case_id

),

told as (

    select case_id
    from source_warning
    where case_id is not null

),

cased as (

    select
        source_monitor_case.case_id as clue_id,
        'case' as origin,
        source_monitor_case.household_id,
        household.village_code,
        source_monitor_case.source_channel,
        source_monitor_case.warning_department as department,
        source_monitor_case.clue_on,
        source_monitor_case.visited_on,
        coalesce(source_monitor_case.county_reviewed_on, source_monitor_case.identified_on) as ended_on,
        true as is_identified
    from source_monitor_case
    join household
        on household.household_id = source_monitor_case.household_id
    left join told
        on told.case_id = source_monitor_case.case_id
    where source_monitor_case.clue_on is not null
        and told.case_id is null

),

clue as (

    select * from warned
    union all
    select * from cased

)

select
    clue.clue_id,
    clue.origin,
    clue.household_id,
    clue.village_code,
    coalesce(clue.source_channel, 'UNKNOWN') as source_channel,
    clue.department,
    clue.clue_on,
    clue.visited_on,
    clue.ended_on,
    clue.is_identified
from clue
order by clue.village_code, clue.clue_on, clue.clue_id
