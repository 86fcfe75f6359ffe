-- The dated steps of one household that its timeline shows, in order.
--
-- grain:   happened_on, event, subject
-- reads:   source_monitor_case, source_support_measure, source_self_report, source_member_change, source_annotation
-- inputs:
--     household_id  VARCHAR  the household
-- columns:
--     happened_on  DATE     the day; the first of the month when only the month is known
--     event        VARCHAR  what happened: a key of messages household.events
--     subject      VARCHAR  number of the case, measure, report or change
--     detail       VARCHAR  a code that says more: type, class, channel or reason; null when none
-- order:   happened_on, event, subject

with

case_step as (

    select
        case_id as subject,
        unnest([
            {event: 'clue', happened_on: clue_on, detail: source_channel},
            {event: 'visit', happened_on: visited_on, detail: null},
            {event: 'appraisal', happened_on: appraised_on, detail: null},
            {event: 'publicity', happened_on: publicity_from_on, detail: null},
            {event: 'town_review', happened_on: town_reviewed_on, detail: null},
            {event: 'county_review', happened_on: county_reviewed_on, detail: null},
            {event: 'identified', happened_on: coalesce(identified_on, identified_month), detail: monitor_type},
            {event: 'assessed', happened_on: assessed_on, detail: null},
            {event: 'eliminated', happened_on: coalesce(eliminated_on, eliminated_month), detail: elimination_type},
            {event: 'rolled_back', happened_on: rolled_back_on, detail: null}
        ]) as step
    from source_monitor_case
    where household_id = $household_id

),

every_event as (

    select step.happened_on, step.event, subject, step.detail
    from case_step
    union all
    select started_on, 'measure', measure_id, measure_class
    from source_support_measure
    where household_id = $household_id
    union all
    select reported_on, 'self_report', report_id, self_report_channel
    from source_self_report
    where household_id = $household_id
    union all
    select closed_on, 'self_report_closed', report_id, handling_result
    from source_self_report
    where household_id = $household_id
    union all
    select changed_on, 'member_change', change_id, member_change_reason
    from source_member_change
    where household_id = $household_id
    union all
    select appraised_on, 'annotation_appraisal', household_id, null
    from source_annotation
    where household_id = $household_id
    union all
    select annotated_on, 'annotated', household_id, null
    from source_annotation
    where household_id = $household_id

)

select
    every_event.happened_on,
    every_event.event,
    every_event.subject,
    every_event.detail
from every_event
where every_event.happened_on is not null
order by every_event.happened_on, every_event.event, every_event.subject
