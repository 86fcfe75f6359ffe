-- Households whose stated number of members is not the number of active members.
--
-- grain:     household_id
-- reads:     active_member, source_household
-- columns:
--     household_id  VARCHAR  the household
--     person_id     VARCHAR  null: not about one person
--     case_id       VARCHAR  null: not about a case
--     village_code  VARCHAR  its village, or its township when the village is unknown
--     field         VARCHAR  member_count
--     value         VARCHAR  as the source states it
--     expected      VARCHAR  active members
-- order:     village_code, household_id
-- source:    B03; T3; RU
-- severity:  error
-- dimension: consistency
-- title:     家庭人口数与成员数不符
-- title_en:  Stated members differ from the list
-- remedy:    按成员表更正家庭人口数，或补录、减少成员。
-- remedy_en: Correct the number from the list, or enter or remove a member.

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
    'member_count' as field,
    cast(source_household.member_count as varchar) as value,
    cast(coalesce(counted.people, 0) as varchar) as expected
from source_household
left join counted
    on counted.household_id = source_household.household_id
where source_household.member_count <> coalesce(counted.people, 0)
order by source_household.placed_code, source_household.household_id
