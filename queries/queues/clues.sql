-- Clues of households at risk by where they come from: still running, led to monitoring, closed without;
-- and how long that took against the days allowed.
--
-- grain:   source_channel
-- reads:   queue_clue, division_path
-- inputs:
--     view      VARCHAR  management or legal
--     division  VARCHAR  division code
--     since     DATE     first day of clues counted
--     on        DATE     day of the count
--     days      BIGINT   days from clue to identification
-- columns:
--     source_channel  VARCHAR  code of list source_channel, or UNKNOWN
--     clues           BIGINT   told by the day  [条]
--     running         BIGINT   neither identified nor closed  [条]
--     overdue         BIGINT   of the running, beyond the days  [条]
--     longest         BIGINT   days the oldest running one has waited; null when none runs  [天]
--     identified      BIGINT   led to monitoring  [条]
--     in_time         BIGINT   of the identified, within the days  [条]
--     in_time_rate    DOUBLE   in_time / identified  [1]
--     median_days     DOUBLE   from clue to identification, of the identified  [天]
--     dropped         BIGINT   closed without monitoring  [条]
-- order:   source_channel
-- source:  domain.md §5.2

with

clue as (

    select
        source_channel,
        coalesce(ended_on <= $on, false) as is_ended,
        is_identified,
        date_diff('day', clue_on, case when ended_on <= $on then ended_on else $on end) as days_taken
    from queue_clue
    join division_path
        on division_path.leaf_code = queue_clue.village_code
        and division_path.view = $view
        and division_path.ancestor_code = $division
    where clue_on between $since and $on

)

select
    source_channel,
    count(*) as clues,
    count(*) filter (not is_ended) as running,
    count(*) filter (not is_ended and days_taken > $days) as overdue,
    max(days_taken) filter (not is_ended) as longest,
    count(*) filter (is_ended and is_identified) as identified,
    count(*) filter (is_ended and is_identified and days_taken <= $days) as in_time,
    cast(in_time as double) / nullif(identified, 0) as in_time_rate,
    median(days_taken) filter (is_ended and is_identified) as median_days,
    count(*) filter (is_ended and not is_identified) as dropped
from clue
group by source_channel
order by source_channel
