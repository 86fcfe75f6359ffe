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

compared as (

    select
        source_household.household_id,
        any_value(source_household.placed_code) as placed_code,
        any_value(source_household.head_id_number) as stated,
        min(active_member.id_number) as id_number,
        count(*) as heads,
        max(left(active_member.id_number, 18) = left(upper(source_household.head_id_number), 18))
            as is_a_heads
    from source_household
    join active_member
        on active_member.household_id = source_household.household_id
    where active_member.relation_to_head = '01'
        and active_member.id_number is not null
        and source_household.head_id_number is not null
    group by source_household.household_id

)

select
    compared.household_id,
    cast(null as varchar) as person_id,
    cast(null as varchar) as case_id,
    compared.placed_code as village_code,
    'head_id_number' as field,
    compared.stated as value,
    case when compared.heads = 1 then compared.id_number end as expected
from compared
where not compared.is_a_heads
order by compared.placed_code, compared.household_id
