-- Everything out of order in a division on a day, by kind: how many, and since when the oldest is.
--
-- grain:   kind, key
-- reads:   queue_exception, monitor_exception, division_path
-- inputs:
--     view          VARCHAR  management or legal
--     division      VARCHAR  division code
--     on            DATE     day of the count
--     monitor_type  VARCHAR  one type only; empty for all
--     main_risk     VARCHAR  one main risk only; empty for all
--     report_days   BIGINT   days within which a self-report should be closed; null: not set
--     clue_days     BIGINT   days from clue to identification; null: not set
-- columns:
--     kind      VARCHAR  what is out of order; notice: one village notice or more of the same days
--     key       VARCHAR  the risk, the group, village~day, or first~last~handed of a notice; else empty
--     items     BIGINT   how many
--     clock_on  DATE     earliest day that its days are counted from; null without a clock
-- order:   kind, items desc, key desc

with

place as (

    select leaf_code
    from division_path
    where view = $view
        and ancestor_code = $division

),

item as (

    select kind, key, village_code, clock_on, items
    from queue_exception
    where from_on <= $on
        and to_on > $on
        and case kind
            when 'reports_overdue' then date_diff('day', clock_on, cast($on as date)) > cast($report_days as bigint)
            when 'clues_overdue' then date_diff('day', clock_on, cast($on as date)) > cast($clue_days as bigint)
            when 'suspected_overdue' then clock_on < $on
            else true
        end
    union all
    select kind, key, village_code, clock_on, items
    from monitor_exception
    where from_on <= $on
        and to_on > $on
        and ($monitor_type = '' or monitor_type in ('', $monitor_type))
        and ($main_risk = '' or main_risk in ('', $main_risk))

)

select
    item.kind,
    item.key,
    cast(sum(item.items) as bigint) as items,
    nullif(min(item.clock_on), date '9999-12-31') as clock_on
from item
join place
    on place.leaf_code = item.village_code
group by item.kind, item.key
having sum(item.items) > 0
order by item.kind, items desc, item.key desc
