-- Reports, clues, records and village notices that may be out of order, with the days on which they
-- may; today's five are read from here in one look instead of nine. A row is out of order on a day
-- from from_on on and before to_on, once the days allowed have passed since clock_on, where there is
-- one.
--
-- grain:   kind, key, village_code, monitor_type, main_risk, clock_on, from_on, to_on
-- reads:   queue_report, queue_clue, source_suspected, household, queue_label
-- columns:
--     kind          VARCHAR  what is out of order; notice: its days are judged where it is read
--     key           VARCHAR  first~last~handed of a notice; else empty
--     village_code  VARCHAR  where, or the township when the village is unknown
--     monitor_type  VARCHAR  code of list monitor_type, or UNKNOWN; empty where a choice of type leaves it
--     main_risk     VARCHAR  code of list risk_type, or UNKNOWN; empty where a choice of risk leaves it
--     clock_on      DATE     the day its days are counted from; 9999-12-31 without a clock
--     from_on       DATE     first day
--     to_on         DATE     the day it is in order again; 9999-12-31 when it is not
--     items         BIGINT   how many; below 0 takes from another row on these days
-- order:   kind, village_code, key, from_on, to_on, monitor_type, main_risk

with

report as (

    select
        'reports_overdue' as kind, '' as key, village_code, '' as monitor_type, '' as main_risk,
        reported_on as clock_on, reported_on as from_on, coalesce(closed_on, date '9999-12-31') as to_on, 1 as items
    from queue_report
    union all
    select 'reports_unexplained', '', village_code, '', '', date '9999-12-31', closed_on, date '9999-12-31', 1
    from queue_report
    where is_unexplained

),

clue as (

    select
        'clues_overdue' as kind, '' as key, village_code, '' as monitor_type, '' as main_risk,
        clue_on as clock_on, clue_on as from_on,
        least(coalesce(ended_on, date '9999-12-31'), cast(make_date(cast(extract(year from clue_on) as integer) + 1, 1, 1) as date)) as to_on,
        1 as items
    from queue_clue

),

suspected as (

    select
        'suspected_overdue' as kind, '' as key,
        coalesce(household.village_code, source_suspected.village_code) as village_code,
        '' as monitor_type, '' as main_risk,
        source_suspected.due_on as clock_on, source_suspected.issued_on as from_on,
        case when source_suspected.issue_status in ('true_kept', 'corrected', 'false_alarm')
            then coalesce(source_suspected.handled_on, date '9999-12-31') else date '9999-12-31' end as to_on,
        1 as items
    from source_suspected
    left join household
        on household.household_id = source_suspected.household_id
    where source_suspected.due_on is not null

),

notice as (

    select
        'notice' as kind,
        cast(publicity_from_on as varchar) || '~' || cast(coalesce(publicity_to_on, date '9999-12-31') as varchar)
            || '~' || cast(coalesce(cast(to_county_at as date), date '9999-12-31') as varchar) as key,
        village_code, '' as monitor_type, '' as main_risk, date '9999-12-31' as clock_on,
        greatest(publicity_from_on, make_date(annotation_year, 1, 1)) as from_on,
        make_date(annotation_year + 1, 1, 1) as to_on, 1 as items
    from queue_label
    where publicity_from_on is not null
    union all
    select
        'objections_unsettled', '', village_code, '', '', date '9999-12-31',
        greatest(publicity_from_on, make_date(annotation_year, 1, 1)), make_date(annotation_year + 1, 1, 1), 1
    from queue_label
    where publicity_from_on is not null and not is_objection_settled

),

item as (

    select * from report
    union all
    select * from clue
    union all
    select * from suspected
    union all
    select * from notice

)

select
    item.kind,
    item.key,
    item.village_code,
    item.monitor_type,
    item.main_risk,
    item.clock_on,
    item.from_on,
    item.to_on,
    cast(sum(item.items) as bigint) as items
from item
where item.from_on < item.to_on
group by
    item.kind, item.key, item.village_code, item.monitor_type, item.main_risk, item.clock_on, item.from_on, item.to_on
having sum(item.items) <> 0
order by
    item.kind, item.village_code, item.key, item.from_on, item.to_on, item.monitor_type, item.main_risk
