-- Self-reports of households with the day of each step, placed where they belong.
--
-- grain:   report_id
-- reads:   source_self_report, household
-- columns:
--     report_id     VARCHAR  the self-report
--     household_id  VARCHAR  whose; null until the household is known
--     village_code  VARCHAR  its village; null when it cannot be placed
--     channel       VARCHAR  code of list self_report_channel, or UNKNOWN
--     reported_on   DATE     the day it was made
--     accepted_on   DATE     taken up by county or township
--     visited_on    DATE     verified at home
--     decided_on    DATE     included in monitoring, or explained to the applicant
--     closed_on     DATE     closed in the system
--     result        VARCHAR  code of list handling_result; null while open
--     is_unexplained  BOOLEAN  not included, and no explanation is dated
-- order:   village_code, reported_on, report_id
-- source:  notice 一（四）

select
    source_self_report.report_id,
    source_self_report.household_id,
    coalesce(household.village_code, source_self_report.village_code) as village_code,
    coalesce(source_self_report.self_report_channel, 'UNKNOWN') as channel,
    source_self_report.reported_on,
    source_self_report.accepted_on,
    source_self_report.visited_on,
    case when source_self_report.handling_result = 'not_included' then source_self_report.explained_on
        when source_self_report.handling_result is not null
            then coalesce(source_self_report.explained_on, source_self_report.closed_on, source_self_report.visited_on)
        end as decided_on,
    source_self_report.closed_on,
    source_self_report.handling_result as result,
    coalesce(source_self_report.handling_result = 'not_included' and source_self_report.explained_on is null, false)
        as is_unexplained
from source_self_report
left join household
    on household.household_id = source_self_report.household_id
order by village_code, source_self_report.reported_on, source_self_report.report_id
