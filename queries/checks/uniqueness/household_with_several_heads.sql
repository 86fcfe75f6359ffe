-- Households with more than one active member recorded as the head.
--
-- grain:     household_id
-- reads:     active_member, source_household
-- columns:
--     household_id  VARCHAR  the household
--     person_id     VARCHAR  null: not about one person
--     case_id       VARCHAR  null: not about a case
--     village_code  VARCHAR  its village, or its township when the village is unknown
--     field         VARCHAR  relation_to_head
--     value         VARCHAR  how many heads there are
--     expected      VARCHAR  one
-- order:     village_code, household_id
-- source:    B02; T5 3_02_011
-- severity:  error
-- dimension: uniqueness
-- title:     户主多于一人
-- title_en:  Household with several heads
-- remedy:    只保留一名户主，更正其他人与户主关系。
-- remedy_en: Keep one head, and correct the relation of the others.

with

counted as (

    select
        household_id,
        count(*) as people,
        sum(case when relation_to_head = '01' then 1 else 0 end) as heads
    from active_member
    group by household_id

)

select
    source_household.household_id,
    cast(null as varchar) as person_id,
    cast(null as varchar) as case_id,
    source_household.placed_code as village_code,
    'relation_to_head' as field,
    cast(counted.heads as varchar) as value,
    '1' as expected
from source_household
join counted
    on counted.household_id = source_household.household_id
where counted.heads > 1
order by source_household.placed_code, source_household.household_id
