-- Dates of one spell in an order that cannot be: a later step dated before an earlier one.
--
-- grain:   case_id, fault
-- reads:   spell, source_monitor_case, source_support_measure
-- columns:
--     case_id           VARCHAR  the spell
--     household_id      VARCHAR  its household
--     village_code      VARCHAR  its village, or its township when the village is unknown
--     identified_month  DATE     month it began
--     fault             VARCHAR  the two steps out of order, the earlier one first
--     earlier_on        DATE     the step that should come first
--     later_on          DATE     the step that should follow, dated before it
-- order:   village_code, household_id, case_id, fault
-- source:  domain.md §4.4 rule 8, §5.2; H22 and J03 of §7

with

measured as (

    select case_id, min(started_on) as first_measure_on
    from source_support_measure
    where case_id is not null
    group by case_id

),

dated as (

    select
        spell.case_id,
        spell.household_id,
        spell.village_code,
        spell.identified_month,
        source_monitor_case.clue_on,
        source_monitor_case.visited_on,
        source_monitor_case.appraised_on,
        source_monitor_case.publicity_from_on,
        source_monitor_case.publicity_to_on,
        source_monitor_case.county_reviewed_on,
        source_monitor_case.identified_on,
        source_monitor_case.assessed_on,
        source_monitor_case.elimination_publicity_from_on,
        source_monitor_case.elimination_publicity_to_on,
        source_monitor_case.elimination_county_reviewed_on,
        source_monitor_case.eliminated_on,
        source_monitor_case.identified_month as told_month,
        source_monitor_case.eliminated_month,
        measured.first_measure_on
    from spell
    join source_monitor_case
        on source_monitor_case.case_id = spell.case_id
    left join measured
        on measured.case_id = spell.case_id

),

pair as (

    select *, 'clue_visit' as fault, clue_on as earlier_on, visited_on as later_on from dated
    union all
    select *, 'visit_appraisal', visited_on, appraised_on from dated
    union all
    select *, 'appraisal_publicity', appraised_on, publicity_from_on from dated
    union all
    select *, 'publicity_from_to', publicity_from_on, publicity_to_on from dated
    union all
    select *, 'publicity_county', publicity_to_on, county_reviewed_on from dated
    union all
    select *, 'county_identified', county_reviewed_on, identified_on from dated
    union all
    select *, 'identified_measure', cast(told_month - interval 3 month as date), first_measure_on from dated
    union all
    select *, 'identified_assessment', identified_on, assessed_on from dated
    union all
    select *, 'assessment_elimination', assessed_on, eliminated_on from dated
    union all
    select *, 'elimination_publicity', elimination_publicity_from_on, elimination_publicity_to_on from dated
    union all
    select *, 'elimination_county', elimination_publicity_to_on, elimination_county_reviewed_on from dated
    union all
    select *, 'identified_eliminated', coalesce(identified_on, told_month), coalesce(eliminated_on, eliminated_month) from dated
    where identified_on is not null and eliminated_on is not null or told_month > eliminated_month

)

select
    pair.case_id,
    pair.household_id,
    pair.village_code,
    pair.identified_month,
    pair.fault,
    pair.earlier_on,
    pair.later_on
from pair
where pair.later_on < pair.earlier_on
order by pair.village_code, pair.household_id, pair.case_id, pair.fault
