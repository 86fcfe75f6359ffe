-- Households with more than one active member recorded as the head's spouse.
--
-- grain:     household_id
-- reads:     active_member, source_household
-- columns:
--     household_id  VARCHAR  the household
--     person_id     VARCHAR  null: not about one person
--     case_id       VARCHAR  null: not about a case
--     village_code  VARCHAR  its village, or its township when the village is unknown
--     field         VARCHAR  relation_to_head
--     value         VARCHAR  how many spouses there are
--     expected      VARCHAR  one at most
-- order:     village_code, household_id
-- source:    B07; RU
-- severity:  error
-- dimension: uniqueness
-- title:     配偶多于一人
-- title_en:  Household with several spouses
-- remedy:    核实婚姻关系，更正与户主关系或减少已离婚成员。
-- remedy_en: Verify the marriage; correct the relation, or remove a divorced member.

with

counted as (

    select household_id, count(*) as spouses
    from active_member
    where relation_to_head = '02'
    group by household_id

)

select
    source_household.household_id,
    cast(null as varchar) as person_id,
    cast(null as varchar) as case_id,
    source_household.placed_code as village_code,
    'relation_to_head' as field,
    cast(counted.spouses as varchar) as value,
    '1' as expected
from source_household
join counted
    on counted.household_id = source_household.household_id
where counted.spouses > 1
order by source_household.placed_code, source_household.household_id
