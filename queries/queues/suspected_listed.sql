-- The suspected records behind a figure of their queue.
--
-- grain:   issue_id
-- reads:   source_suspected, household, division_path, division_tree
-- inputs:
--     view      VARCHAR  management or legal
--     division  VARCHAR  division code
--     on        DATE     day of the count
--     figure    VARCHAR  issues, in_time, late, open or overdue
--     key       VARCHAR  batch~due day; empty for all
-- columns:
--     issue_id      VARCHAR  the record
--     household_id  VARCHAR  whose; null when it is not a household's
--     village_name  VARCHAR  its village; null when unknown
--     check_name    VARCHAR  what is suspected
--     issue_status  VARCHAR  code of list issue_status
--     issued_on     DATE     sent down
--     due_on        DATE     due
--     handled_on    DATE     handled
-- order:   due_on, issue_id

with

issue as (

    select
        source_suspected.*,
        coalesce(household.village_code, source_suspected.village_code) as placed,
        case when issue_status in ('true_kept', 'corrected', 'false_alarm') and handled_on <= $on then handled_on end as done_on
    from source_suspected
    left join household
        on household.household_id = source_suspected.household_id
    where issued_on <= $on
        and due_on is not null
        and $key in ('', coalesce(batch, 'UNKNOWN') || '~' || cast(due_on as varchar))

)

select
    issue.issue_id,
    issue.household_id,
    village.short_name as village_name,
    issue.check_name,
    issue.issue_status,
    issue.issued_on,
    issue.due_on,
    issue.done_on as handled_on
from issue
join division_path
    on division_path.leaf_code = issue.placed
    and division_path.view = $view
    and division_path.ancestor_code = $division
left join division_tree as village
    on village.view = $view and village.division_code = issue.placed and village.level = 5
where case $figure
    when 'issues' then true
    when 'in_time' then issue.done_on <= issue.due_on
    when 'late' then issue.done_on > issue.due_on
    when 'open' then issue.done_on is null
    when 'overdue' then issue.done_on is null and issue.due_on < $on
end
order by issue.due_on, issue.issue_id
