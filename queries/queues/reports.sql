-- Self-reports by channel, and where they stand on a day: taken up, verified, decided, closed; those
-- beyond their days, and the backlog of 30 September 2021, due on 31 October.
--
-- grain:   channel
-- reads:   queue_report, division_path
-- inputs:
--     view      VARCHAR  management or legal
--     division  VARCHAR  division code
--     on        DATE     day of the count
--     days      BIGINT   days within which a report should be closed
-- columns:
--     channel        VARCHAR  code of list self_report_channel, or UNKNOWN
--     reported       BIGINT   made by the day  [件]
--     waiting        BIGINT   not taken up  [件]
--     accepted       BIGINT   taken up, not verified  [件]
--     visited        BIGINT   verified, not decided  [件]
--     decided        BIGINT   decided, not closed  [件]
--     closed         BIGINT   closed  [件]
--     included       BIGINT   of the closed, included in monitoring  [件]
--     unexplained    BIGINT   not included, and no explanation is dated  [件]
--     overdue        BIGINT   not closed, and beyond the days  [件]
--     longest        BIGINT   days the oldest open one has waited; null when none is open  [天]
--     in_time        BIGINT   of the closed, within the days  [件]
--     in_time_rate   DOUBLE   in_time / closed  [1]
--     median_days    DOUBLE   from report to closing, of the closed  [天]
--     backlog        BIGINT   made by 2021-09-30 and not closed by then  [件]
--     backlog_late   BIGINT   of the backlog, not closed by 2021-10-31 (or by the day, if earlier)  [件]
-- order:   channel
-- source:  notice 一（四）

with

report as (

    select
        channel, reported_on, is_unexplained,
        coalesce(accepted_on <= $on, false) as is_accepted,
        coalesce(visited_on <= $on, false) as is_visited,
        coalesce(decided_on <= $on, false) as is_decided,
        coalesce(closed_on <= $on, false) as is_closed,
        result, closed_on,
        date_diff('day', reported_on, case when closed_on <= $on then closed_on else $on end) as days_taken,
        reported_on <= date '2021-09-30' and coalesce(closed_on, date '9999-12-31') > date '2021-09-30' as is_backlog
    from queue_report
    join division_path
        on division_path.leaf_code = queue_report.village_code
        and division_path.view = $view
        and division_path.ancestor_code = $division
    where reported_on <= $on

)

select
    channel,
    count(*) as reported,
    count(*) filter (not is_closed and not is_decided and not is_visited and not is_accepted) as waiting,
    count(*) filter (not is_closed and not is_decided and not is_visited and is_accepted) as accepted,
    count(*) filter (not is_closed and not is_decided and is_visited) as visited,
    count(*) filter (not is_closed and is_decided) as decided,
    count(*) filter (is_closed) as closed,
    count(*) filter (is_closed and result = 'included') as included,
    count(*) filter (is_closed and is_unexplained) as unexplained,
    count(*) filter (not is_closed and days_taken > $days) as overdue,
    max(days_taken) filter (not is_closed) as longest,
    count(*) filter (is_closed and days_taken <= $days) as in_time,
    cast(in_time as double) / nullif(closed, 0) as in_time_rate,
    median(days_taken) filter (is_closed) as median_days,
    count(*) filter (is_backlog) as backlog,
    count(*) filter (is_backlog and coalesce(closed_on, date '9999-12-31') > date '2021-10-31' and $on > date '2021-10-31') as backlog_late
from report
group by channel
order by channel
