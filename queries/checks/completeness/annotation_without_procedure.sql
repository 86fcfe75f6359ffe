-- Households reported to the county or beyond for the end of policies without a day of the
-- appraisal, of the township review, or of the beginning or end of the public notice; or with a
-- notice shorter than its days, the first not counted.
--
-- grain:     household_id, field
-- reads:     source_annotation, source_household
-- inputs:
--     procedure_publicity_days  INTEGER  days of the notice, the first not counted  [天]
-- columns:
--     household_id  VARCHAR  the household
--     person_id     VARCHAR  null: not about one person
--     case_id       VARCHAR  null: not about a case
--     village_code  VARCHAR  its village, or its township when the village is unknown
--     field         VARCHAR  the step
--     value         VARCHAR  null when it has no day; the last day of a notice too short
--     expected      VARCHAR  the last day of a notice long enough; null otherwise
-- order:     village_code, household_id, field
-- source:    K04; notice 三
-- severity:  error
-- dimension: completeness
-- title:     拟标注户无民主评议/公示记录
-- title_en:  Proposal without appraisal or public notice
-- remedy:    补做民主评议、乡镇审核和公示并留存记录，或终止标注。
-- remedy_en: Hold what is missing and keep its record, or stop the proposal.

with

reported as (

    select
        source_annotation.household_id,
        source_household.placed_code as village_code,
        source_annotation.publicity_to_on,
        source_annotation.publicity_from_on + $procedure_publicity_days as due_on,
        unnest(['appraised_on', 'town_reviewed_on', 'publicity_from_on', 'publicity_to_on']) as field,
        unnest([
            source_annotation.appraised_on is null,
            source_annotation.town_reviewed_on is null,
            source_annotation.publicity_from_on is null,
            coalesce(source_annotation.publicity_to_on < due_on, source_annotation.publicity_to_on is null)
        ]) as is_at_fault
    from source_annotation
    join source_household
        on source_household.household_id = source_annotation.household_id
    where (
            source_annotation.annotation_stage in (
                'county_reviewed', 'city_reviewed', 'province_decided', 'nation_handled'
            )
            or source_annotation.annotation_stage is null
            and (
                source_annotation.submitted_to_county_at is not null
                or source_annotation.county_reviewed_on is not null
            )
        )

)

select
    reported.household_id,
    cast(null as varchar) as person_id,
    cast(null as varchar) as case_id,
    reported.village_code,
    reported.field,
    case when reported.field = 'publicity_to_on' then cast(min(reported.publicity_to_on) as varchar) end as value,
    case
        when reported.field = 'publicity_to_on' then '≥ ' || cast(min(reported.due_on) as varchar)
    end as expected
from reported
where reported.is_at_fault
group by reported.household_id, reported.village_code, reported.field
order by reported.village_code, reported.household_id, reported.field
