-- Households annotated in a round in which more than a share of their village's lifted-out
-- households were, in rounds not stopped, and at least as many as make a batch. The township
-- stands in while the village is unknown.
--
-- grain:     household_id
-- reads:     source_annotation, source_household
-- inputs:
--     batch_annotation_share       DOUBLE   share of a village annotated at once  [1]
--     batch_annotation_households  INTEGER  households that make a batch  [户]
-- columns:
--     household_id  VARCHAR  the household
--     person_id     VARCHAR  null: not about one person
--     case_id       VARCHAR  null: not about a case
--     village_code  VARCHAR  its village, or its township when the village is unknown
--     field         VARCHAR  annotation_year
--     value         VARCHAR  the round
--     expected      VARCHAR  null: it cannot be told
-- order:     village_code, household_id, person_id
-- source:    K05; notice 三（一刀切）
-- severity:  warning
-- dimension: consistency
-- title:     全村整批标注
-- title_en:  Whole village annotated
-- remedy:    抽查是否逐户评议、逐户核实；不得“一刀切”。
-- remedy_en: Look at some: were they visited and appraised one by one?

with

lifted as (

    select placed_code, count(*) as households
    from source_household
    where household_type in ('HT_POV_ENJOY', 'HT_POV_NOT_ENJOY')
    group by placed_code

),

annotated as (

    select
        source_household.placed_code,
        source_annotation.household_id,
        source_annotation.annotation_year,
        count(*) over (partition by source_household.placed_code, source_annotation.annotation_year) as households
    from source_annotation
    join source_household
        on source_household.household_id = source_annotation.household_id
    where coalesce(source_annotation.annotation_stage, 'screened') <> 'stopped'

)

select
    annotated.household_id,
    cast(null as varchar) as person_id,
    cast(null as varchar) as case_id,
    annotated.placed_code as village_code,
    'annotation_year' as field,
    cast(max(annotated.annotation_year) as varchar) as value,
    cast(null as varchar) as expected
from annotated
join lifted
    on lifted.placed_code = annotated.placed_code
where annotated.households > lifted.households * $batch_annotation_share
    and annotated.households >= $batch_annotation_households
group by annotated.placed_code, annotated.household_id
order by annotated.placed_code, annotated.household_id
