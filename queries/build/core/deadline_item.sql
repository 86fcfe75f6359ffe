-- Each thing that the notice's deadline ladder counts, with the day it was done: divisions to be
-- back-filled, self-reports of up to 30 September not closed by then, suspected records sent down,
-- households proposed for labelling at each hand-over, villages to be swept, new cases to be
-- collected, old ones to be assessed. What is handed in on the last day, after its hour, counts
-- for the next day; a record corrected on a day not told counts on the day of its review, else the snapshot's.
-- A case assessed again after the round is left out: only its latest assessment is known.
--
-- grain:   duty, item_id
-- reads:   snapshot_info, deadline, source_division, source_self_report, source_suspected, source_annotation, household, source_household, source_monitor_case, spell
-- columns:
--     duty          VARCHAR  which duty of data/reference/parameters/deadlines.toml
--     item_id       VARCHAR  what is to be done
--     village_code  VARCHAR  where: any division
--     household_id  VARCHAR  whose, when it is a household's
--     done_on       DATE     the day it was done; null while it is not
-- order:   village_code, duty, item_id
-- source:  notice 一（一）to（四）, 二（四）, 三, 四

with

standing as (

    select source_division.*
    from source_division
    cross join snapshot_info
    where coalesce(source_division.valid_from_on, date '1900-01-01') <= snapshot_info.as_of_on
        and coalesce(source_division.valid_to_on, date '9999-12-31') > snapshot_info.as_of_on

),

backfill as (

    select
        'division_backfill' as duty,
        standing.division_code as item_id,
        standing.division_code as village_code,
        cast(null as varchar) as household_id,
        standing.system_entered_on as done_on
    from standing
    where standing.has_policy_people = false

),

self_report as (

    select
        'self_report_backlog' as duty,
        source_self_report.report_id as item_id,
        coalesce(household.village_code, source_self_report.village_code) as village_code,
        source_self_report.household_id,
        source_self_report.closed_on as done_on
    from source_self_report
    left join household
        on household.household_id = source_self_report.household_id
    where source_self_report.reported_on <= date '2021-09-30'
        and coalesce(source_self_report.closed_on, date '9999-12-31') > date '2021-09-30'

),

suspected as (

    select
        'suspected_correction' as duty,
        source_suspected.issue_id as item_id,
        coalesce(household.village_code, source_suspected.village_code) as village_code,
        source_suspected.household_id,
        case when source_suspected.issue_status in ('true_kept', 'corrected', 'false_alarm')
            then coalesce(source_suspected.handled_on, source_suspected.reviewed_on, snapshot_info.as_of_on)
            end as done_on
    from source_suspected
    cross join snapshot_info
    left join household
        on household.household_id = source_suspected.household_id
    where source_suspected.due_on = date '2021-10-31'

),

hour as (

    select duty, max(due_on) as due_on, max(due_time) as due_time
    from deadline
    where due_time is not null
    group by duty

),

annotation as (

    select
        source_annotation.household_id,
        household.village_code,
        cast(case
            when cast(source_annotation.submitted_to_county_at as date) = hour.due_on
                and strftime(source_annotation.submitted_to_county_at, '%H:%M') > hour.due_time
                then cast(source_annotation.submitted_to_county_at + interval 1 day as date)
            else cast(source_annotation.submitted_to_county_at as date)
        end as date) as to_county_on,
        source_annotation.submitted_to_city_on,
        source_annotation.submitted_to_province_on
    from source_annotation
    join household
        on household.household_id = source_annotation.household_id
    left join hour
        on hour.duty = 'annotation_street'
    where source_annotation.annotation_year = 2021

),

handover as (

    select 'annotation_street' as duty, household_id as item_id, village_code, household_id, to_county_on as done_on
    from annotation
    union all
    select 'annotation_county', household_id, village_code, household_id, submitted_to_city_on
    from annotation
    union all
    select 'annotation_city', household_id, village_code, household_id, submitted_to_province_on
    from annotation

),

sweep as (

    select
        'sweep' as duty,
        standing.division_code as item_id,
        standing.division_code as village_code,
        cast(null as varchar) as household_id,
        standing.sweep_finished_on as done_on
    from standing
    where cast(standing.level as integer) = 5
        and standing.rural_households > 0

),

monitored as (

    select
        spell.case_id,
        spell.household_id,
        spell.village_code,
        spell.identified_month,
        spell.closed_month,
        source_monitor_case.assessed_on,
        case when source_household.longitude is not null and source_household.latitude is not null
            then coalesce(
                cast(source_monitor_case.entered_at as date),
                cast(source_household.coordinates_collected_at as date),
                source_household.collected_on
            ) end as collected_on
    from spell
    join source_monitor_case
        on source_monitor_case.case_id = spell.case_id
    join source_household
        on source_household.household_id = spell.household_id

),

assessment as (

    select 'collection' as duty, case_id as item_id, village_code, household_id, collected_on as done_on
    from monitored
    where identified_month between date '2021-10-01' and date '2021-11-01'
    union all
    select 'assessment', case_id, village_code, household_id, assessed_on
    from monitored
    where identified_month < date '2021-10-01'
        and coalesce(assessed_on, date '2021-10-13') <= date '2021-12-31'
        and coalesce(closed_month, date '9999-12-01') >= date '2021-10-01'

),

every_duty as (

    select * from backfill
    union all
    select * from self_report
    union all
    select * from suspected
    union all
    select * from handover
    union all
    select * from sweep
    union all
    select * from assessment

)

select
    every_duty.duty,
    every_duty.item_id,
    every_duty.village_code,
    every_duty.household_id,
    every_duty.done_on
from every_duty
where every_duty.village_code is not null
order by every_duty.village_code, every_duty.duty, every_duty.item_id
