-- Households with active members, none of whom is recorded as the head.
--
-- grain:     household_id
-- reads:     active_member, source_household
-- columns:
--     household_id  VARCHAR  the household
--     person_id     VARCHAR  null: not about one person
--     case_id       VARCHAR  null: not about a case
--     village_code  VARCHAR  its village, or its township when the village is unknown
--     field         VARCHAR  relation_to_head
--     value         VARCHAR  null: nobody is recorded so
--     expected      VARCHAR  head
-- order:     village_code, household_id
-- source:    B01; T3
-- severity:  error
-- dimension: completeness
-- title:     户内无户主
-- title_en:  Household without a head
-- remedy:    核实户主，在成员表中标注“户主”；户主去世或迁出的按程序变更户主。
-- remedy_en: Find who the head is and record it; after a death or move, change the head.

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
    cast(null as varchar) as value,
    '01' as expected
from source_household
join counted
    on counted.household_id = source_household.household_id
where counted.heads = 0
order by source_household.placed_code, source_household.household_id
