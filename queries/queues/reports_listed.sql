-- The self-reports behind a figure of the queue.
--
-- grain:   report_id
-- reads:   queue_report, division_path, division_tree
-- inputs:
--     view      VARCHAR  management or legal
--     division  VARCHAR  division code
--     on        DATE     day of the count
--     days      BIGINT   days within which a report should be closed
--     figure    VARCHAR  reported, waiting, accepted, visited, decided, closed, overdue, unexplained, backlog or backlog_late
--     key       VARCHAR  channel; empty for all
-- columns:
--     report_id     VARCHAR  the self-report
--     household_id  VARCHAR  whose; null until known
--     village_name  VARCHAR  its village; null when unknown
--     channel       VARCHAR  code of list self_report_channel
--     reported_on   DATE     made
--     accepted_on   DATE     taken up
--     visited_on    DATE     verified
--     closed_on     DATE     closed
--     result        VARCHAR  code of list handling_result
--     days          BIGINT   days to closing, or to the day of the count  [天]
-- order:   reported_on, report_id

with

report as (

    select
        queue_report.*,
        case when closed_on <= $on then 'closed' when decided_on <= $on then 'decided'
            when visited_on <= $on then 'visited' when accepted_on <= $on then 'accepted' else 'waiting' end as stage,
        date_diff('day', reported_on, case when closed_on <= $on then closed_on else $on end) as days,
        reported_on <= date '2021-09-30' and coalesce(closed_on, date '9999-12-31') > date '2021-09-30' as is_backlog
    from queue_report
    join division_path
        on division_path.leaf_code = queue_report.village_code
        and division_path.view = $view
        and division_path.ancestor_code = $division
    where reported_on <= $on
        and $key in ('', channel)

)

select
    report.report_id,
    report.household_id,
    village.short_name as village_name,
    report.channel,
    report.reported_on,
    report.accepted_on,
    report.visited_on,
    report.closed_on,
    report.result,
    report.days
from report
left join division_tree as village
    on village.view = $view and village.division_code = report.village_code and village.level = 5
where case $figure
    when 'reported' then true
    when 'overdue' then report.stage <> 'closed' and report.days > $days
    when 'unexplained' then report.stage = 'closed' and report.is_unexplained
    when 'backlog' then report.is_backlog
    when 'backlog_late' then report.is_backlog and coalesce(report.closed_on, date '9999-12-31') > date '2021-10-31' and $on > date '2021-10-31'
    else report.stage = $figure
end
order by report.reported_on, report.report_id
