-- Households whose head's identity number is, by its first 18 characters, not the one of the
-- member recorded as head. A household with several heads is at fault when it is none of theirs.
--
-- grain:     household_id
-- reads:     active_member, source_household
-- columns:
--     household_id  VARCHAR  the household
--     person_id     VARCHAR  null: not about one person
--     case_id       VARCHAR  null: not about a case
--     village_code  VARCHAR  its village, or its township when the village is unknown
--     field         VARCHAR  head_id_number
--     value         VARCHAR  the number as the household states it
--     expected      VARCHAR  the head's number as the members' list states it; null with several heads
-- order:     village_code, household_id
-- source:    A11; design
-- severity:  error
-- dimension: consistency
-- title:     户主证件与成员表不一致
-- title_en:  Head's number differs from the members' list
-- remedy:    核对户主是否变更，使户信息与成员表的户主证件号一致。
-- remedy_en: See whether the head has changed, and make household and member agree.

with

head as (

    select
        household_id,
        min(id_number) as id_number,
        list(left(id_number, 18)) as numbers
    from active_member
    where relation_to_head = '01'
        and id_number is not null
    group by household_id

)

select
    source_household.household_id,
    cast(null as varchar) as person_id,
    cast(null as varchar) as case_id,
    source_household.placed_code as village_code,
    'head_id_number' as field,
    source_household.head_id_number as value,
    case when len(head.numbers) = 1 then head.id_number end as expected
from source_household
join head
    on head.household_id = source_household.household_id
where not list_contains(head.numbers, left(upper(source_household.head_id_number), 18))
order by source_household.placed_code, source_household.household_id
