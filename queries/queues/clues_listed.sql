-- The clues behind a figure of the clue clock.
--
-- grain:   clue_id
-- reads:   queue_clue, division_path, division_tree
-- inputs:
--     view      VARCHAR  management or legal
--     division  VARCHAR  division code
--     since     DATE     first day of clues counted
--     on        DATE     day of the count
--     days      BIGINT   days from clue to identification
--     figure    VARCHAR  clues, running, overdue, identified, late or dropped
--     key       VARCHAR  source channel; empty for all
-- columns:
--     clue_id         VARCHAR  the clue
--     household_id    VARCHAR  whose; null until known
--     village_name    VARCHAR  its village; null when unknown
--     source_channel  VARCHAR  code of list source_channel
--     department      VARCHAR  code of list department
--     clue_on         DATE     the day of the clue
--     visited_on      DATE     verified at home
--     ended_on        DATE     identified or closed
--     days            BIGINT   days to its end, or to the day of the count  [天]
-- order:   clue_on, clue_id

with

clue as (

    select
        queue_clue.*,
        coalesce(ended_on <= $on, false) as is_ended,
        date_diff('day', clue_on, case when ended_on <= $on then ended_on else $on end) as days
    from queue_clue
    join division_path
        on division_path.leaf_code = queue_clue.village_code
        and division_path.view = $view
        and division_path.ancestor_code = $division
    where clue_on between $since and $on
        and $key in ('', source_channel)

)

select
    clue.clue_id,
    clue.household_id,
    village.short_name as village_name,
    clue.source_channel,
    clue.department,
    clue.clue_on,
    clue.visited_on,
    clue.ended_on,
    clue.days
from clue
left join division_tree as village
    on village.view = $view and village.division_code = clue.village_code and village.level = 5
where case $figure
    when 'clues' then true
    when 'running' then not clue.is_ended
    when 'overdue' then not clue.is_ended and clue.days > $days
    when 'identified' then clue.is_ended and clue.is_identified
    when 'late' then clue.is_ended and clue.is_identified and clue.days > $days
    when 'dropped' then clue.is_ended and not clue.is_identified
end
order by clue.clue_on, clue.clue_id
