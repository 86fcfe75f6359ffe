-- Suspected records sent down, by batch: corrected in time, late, or still open beyond the day.
--
-- grain:   batch, due_on
-- reads:   source_suspected, household, division_path
-- inputs:
--     view      VARCHAR  management or legal
--     division  VARCHAR  division code
--     on        DATE     day of the count
-- columns:
--     batch      VARCHAR  the batch; UNKNOWN when not told
--     issued_on  DATE     first day one of it was sent down
--     due_on     DATE     day it is due
--     issues     BIGINT   sent down  [条]
--     in_time    BIGINT   handled by the due day  [条]
--     late       BIGINT   handled after it  [条]
--     open       BIGINT   not handled  [条]
--     overdue    BIGINT   of the open, beyond the due day  [条]
--     done_rate  DOUBLE   handled / issues  [1]
-- order:   due_on desc, batch
-- source:  notice 四

with

place as (

    select leaf_code
    from division_path
    where view = $view and ancestor_code = $division

),

home as (

    select household_id
    from household
    where village_code in (select leaf_code from place)

),

told as (

    select
        source_suspected.household_id,
        source_suspected.village_code,
        coalesce(source_suspected.batch, 'UNKNOWN') as batch,
        source_suspected.issued_on,
        source_suspected.due_on,
        case when source_suspected.issue_status in ('true_kept', 'corrected', 'false_alarm')
            and source_suspected.handled_on <= $on then source_suspected.handled_on end as handled_on,
        home.household_id is not null as is_placed
    from source_suspected
    left join home
        on home.household_id = source_suspected.household_id
    where source_suspected.issued_on <= $on

),

issue as (

    select batch, issued_on, due_on, handled_on
    from told
    where is_placed
    union all
    select batch, issued_on, due_on, handled_on
    from told
    where not is_placed
        and village_code in (select leaf_code from place)
        and not exists (select 1 from household where household.household_id = told.household_id)

)

select
    batch,
    min(issued_on) as issued_on,
    due_on,
    count(*) as issues,
    count(*) filter (handled_on <= due_on) as in_time,
    count(*) filter (handled_on > due_on) as late,
    count(*) filter (handled_on is null) as open,
    count(*) filter (handled_on is null and due_on < $on) as overdue,
    cast(count(handled_on) as double) / nullif(count(*), 0) as done_rate
from issue
where due_on is not null
group by batch, due_on
order by due_on desc, batch
