-- The rungs of the deadline ladder that concern a division, each with what it counts, what was done
-- by a given day and what of that in time. A rung laid on a division above counts the chosen one; a
-- rung laid on a division below counts that one. Rungs more than 60 days ahead are left out.
--
-- grain:   deadline_id
-- reads:   deadline, division_path, deadline_progress
-- inputs:
--     view      VARCHAR  management or legal
--     division  VARCHAR  division code
--     on        DATE     progress up to and including this day
-- columns:
--     deadline_id    VARCHAR  the rung
--     due_on         DATE     last day
--     due_time       VARCHAR  time of that day; null for the end of it
--     duty           VARCHAR  what it counts
--     title_zh       VARCHAR  what is due
--     title_en       VARCHAR  the same in English
--     division_code  VARCHAR  the division counted
--     items          BIGINT   things to be done
--     done           BIGINT   done by the day  [1]
--     in_time        BIGINT   of these, done by the last day  [1]
-- order:   due_on, deadline_id

with

concerned as (

    select
        deadline.deadline_id, deadline.due_on, deadline.due_time, deadline.duty,
        deadline.title_zh, deadline.title_en,
        $division as division_code
    from deadline
    join division_path
        on division_path.view = $view
        and division_path.leaf_code = $division
        and division_path.ancestor_code = deadline.jurisdiction_code
    union all
    select
        deadline.deadline_id, deadline.due_on, deadline.due_time, deadline.duty,
        deadline.title_zh, deadline.title_en,
        deadline.jurisdiction_code
    from deadline
    join division_path
        on division_path.view = $view
        and division_path.leaf_code = deadline.jurisdiction_code
        and division_path.ancestor_code = $division
    where deadline.jurisdiction_code <> $division

)

select
    concerned.deadline_id,
    concerned.due_on,
    concerned.due_time,
    concerned.duty,
    concerned.title_zh,
    concerned.title_en,
    concerned.division_code,
    cast(coalesce(sum(progress.items), 0) as bigint) as items,
    cast(coalesce(sum(progress.items) filter (progress.done_on <= $on), 0) as bigint) as done,
    cast(coalesce(sum(progress.items)
        filter (progress.done_on <= $on and progress.done_on <= concerned.due_on), 0) as bigint) as in_time
from concerned
left join deadline_progress as progress
    on progress.view = $view
    and progress.division_code = concerned.division_code
    and progress.duty = concerned.duty
where concerned.due_on <= cast($on as date) + interval 60 day
group by
    concerned.deadline_id, concerned.due_on, concerned.due_time, concerned.duty,
    concerned.title_zh, concerned.title_en, concerned.division_code
order by concerned.due_on, concerned.deadline_id
