-- Households proposed to be labelled as no longer enjoying policies, with the day of each step of the
-- procedure, what the village said, and which papers of the household's file are still lacking.
--
-- grain:   household_id, annotation_year
-- reads:   snapshot_info, source_annotation, source_annotation_file, household
-- columns:
--     household_id         VARCHAR    the household
--     annotation_year      INTEGER    the round
--     village_code         VARCHAR    its village, or its township when the village is unknown
--     appraised_on         DATE       step 1, democratic appraisal
--     town_reviewed_on     DATE       step 2, township review
--     publicity_from_on    DATE       step 3, first day of the notice in the village
--     publicity_to_on      DATE       its last day
--     objections           BIGINT     objections raised; null when not told
--     is_objection_settled BOOLEAN    no objection, or its outcome is written down
--     to_county_at         TIMESTAMP  handed to the county
--     county_reviewed_on   DATE       step 4, by the heads of Party and government
--     to_city_on           DATE       handed to the city
--     to_province_on       DATE       handed to the province
--     decided_on           DATE       decided by the province
--     annotated_on         DATE       set in the national system
--     is_stopped           BOOLEAN    withdrawn, or refused by a review
--     papers               BIGINT     of the eleven papers of the file, those done  [份]
--     lacking              VARCHAR[]  codes of list file_item that are not done, sorted; null when none lacks
-- order:   village_code, household_id, annotation_year
-- source:  notice 三; 枣乡振字〔2021〕3号 二: one household, one file


with

proposed as (

    select
        source_annotation.*,
        coalesce(source_annotation.annotation_year, cast(extract(year from snapshot_info.as_of_on) as integer)) as round_year
    from source_annotation
    cross join snapshot_info

),

done as (

    select
        source_annotation_file.household_id,
        coalesce(source_annotation_file.annotation_year, cast(extract(year from snapshot_info.as_of_on) as integer)) as round_year,
        source_annotation_file.file_item as item
    from source_annotation_file
    cross join snapshot_info
    where source_annotation_file.is_done
    group by source_annotation_file.household_id, round_year, source_annotation_file.file_item

),

wanted as (

    select item
    from (values
        ('visit_record'), ('match_result'), ('appraisal_minutes'), ('attendance'), ('town_review'),
        ('publicity_photo'), ('feedback_village'), ('feedback_household'), ('notice_letter'),
        ('meeting_record'), ('policy_talk')
    ) as paper(item)

),

gap as (

    select
        proposed.household_id,
        proposed.round_year,
        count(wanted.item) as lacking_papers,
        list_sort(array_agg(wanted.item)) as lacking
    from proposed
    cross join wanted
    left join done
        on done.household_id = proposed.household_id
        and done.round_year = proposed.round_year
        and done.item = wanted.item
    where done.item is null
    group by proposed.household_id, proposed.round_year

)

select
    proposed.household_id,
    proposed.round_year as annotation_year,
    household.village_code,
    proposed.appraised_on,
    proposed.town_reviewed_on,
    proposed.publicity_from_on,
    proposed.publicity_to_on,
    cast(proposed.publicity_objections as bigint) as objections,
    coalesce(proposed.publicity_objections, 0) = 0
        or nullif(trim(proposed.objection_result), '') is not null as is_objection_settled,
    proposed.submitted_to_county_at as to_county_at,
    proposed.county_reviewed_on,
    proposed.submitted_to_city_on as to_city_on,
    proposed.submitted_to_province_on as to_province_on,
    proposed.province_decided_on as decided_on,
    proposed.annotated_on,
    coalesce(proposed.annotation_stage = 'stopped', false)
        or coalesce(proposed.town_review_result in ('returned', 'rejected'), false)
        or coalesce(proposed.county_review_result in ('returned', 'rejected'), false)
        or coalesce(proposed.province_result in ('returned', 'rejected'), false) as is_stopped,
    cast(11 - coalesce(gap.lacking_papers, 0) as bigint) as papers,
    gap.lacking
from proposed
join household
    on household.household_id = proposed.household_id
left join gap
    on gap.household_id = proposed.household_id
    and gap.round_year = proposed.round_year
order by household.village_code, proposed.household_id, proposed.round_year
