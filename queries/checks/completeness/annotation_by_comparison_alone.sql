-- Households reported to the county or beyond for the end of policies on a data comparison alone:
-- neither visited nor appraised.
--
-- grain:     household_id
-- reads:     source_annotation, source_household
-- columns:
--     household_id  VARCHAR  the household
--     person_id     VARCHAR  null: not about one person
--     case_id       VARCHAR  null: not about a case
--     village_code  VARCHAR  its village, or its township when the village is unknown
--     field         VARCHAR  visited_on
--     value         VARCHAR  null
--     expected      VARCHAR  null: it cannot be told
-- order:     village_code, household_id, person_id
-- source:    K06; notice 三
-- severity:  error
-- dimension: completeness
-- title:     只凭单一比对标注
-- title_en:  Proposed on a comparison alone
-- remedy:    入户核实并开展民主评议；不得只凭数据比对标注。
-- remedy_en: Visit the household and hold the appraisal; a comparison alone must not decide.

select
    source_annotation.household_id,
    cast(null as varchar) as person_id,
    cast(null as varchar) as case_id,
    any_value(source_household.placed_code) as village_code,
    'visited_on' as field,
    cast(null as varchar) as value,
    cast(null as varchar) as expected
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
    and source_annotation.matched_on is not null
    and source_annotation.visited_on is null
    and source_annotation.appraised_on is null
group by source_annotation.household_id
order by village_code, source_annotation.household_id
