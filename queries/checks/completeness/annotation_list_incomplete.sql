-- Households proposed for the end of policies, in a round not stopped, with a column of appendix
-- 2's list empty; its remarks may be. Each empty cell is a row.
--
-- grain:     household_id, field
-- reads:     source_annotation, source_household
-- columns:
--     household_id  VARCHAR  the household
--     person_id     VARCHAR  null: not about one person
--     case_id       VARCHAR  null: not about a case
--     village_code  VARCHAR  its village, or its township when the village is unknown
--     field         VARCHAR  the empty column
--     value         VARCHAR  null
--     expected      VARCHAR  null: it cannot be told
-- order:     village_code, household_id, field
-- source:    K03; notice, appendix 2
-- severity:  error
-- dimension: completeness
-- title:     拟标注无标注原因 / 缺附件2字段
-- title_en:  Proposal lacks a column of appendix 2
-- remedy:    对照评议和审核材料补全附件2各列。
-- remedy_en: Fill appendix 2's columns from the papers of appraisal and review.

with

told as (

    select
        source_annotation.household_id,
        source_household.placed_code as village_code,
        unnest([
            'city_name',
            'county_name',
            'town_name',
            'village_name',
            'head_name',
            'head_id_number',
            'lifted_out_year',
            'reason'
        ]) as field,
        unnest([
            source_annotation.city_name is null,
            source_annotation.county_name is null,
            source_annotation.town_name is null,
            source_annotation.village_name is null,
            source_annotation.head_name is null,
            source_annotation.head_id_number is null,
            source_annotation.lifted_out_year is null,
            source_annotation.reason is null
        ]) as is_empty
    from source_annotation
    join source_household
        on source_household.household_id = source_annotation.household_id
    where coalesce(source_annotation.annotation_stage, 'screened') <> 'stopped'

)

select
    told.household_id,
    cast(null as varchar) as person_id,
    cast(null as varchar) as case_id,
    told.village_code,
    told.field,
    cast(null as varchar) as value,
    cast(null as varchar) as expected
from told
where told.is_empty
group by told.household_id, told.village_code, told.field
order by told.village_code, told.household_id, told.field
