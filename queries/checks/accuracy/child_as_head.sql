-- Active heads below the least age of a head in a household where another active member is an
-- adult.
--
-- grain:     person_id
-- reads:     active_member
-- inputs:
--     youngest_head_age  INTEGER  least age of a head
--     adult_age          INTEGER  age of majority
-- columns:
--     household_id  VARCHAR  the household
--     person_id     VARCHAR  the head
--     case_id       VARCHAR  null: not about a case
--     village_code  VARCHAR  its village, or its township when the village is unknown
--     field         VARCHAR  age
--     value         VARCHAR  full years
--     expected      VARCHAR  the least age of a head
-- order:     village_code, household_id, person_id
-- source:    B11; RU
-- severity:  warning
-- dimension: accuracy
-- title:     户主年龄过小
-- title_en:  A child as head
-- remedy:    核实户主，户内有成年人的一般由成年人任户主。
-- remedy_en: See who the head is; with an adult in the household it is usually an adult.

select
    active_member.household_id,
    active_member.person_id,
    cast(null as varchar) as case_id,
    active_member.village_code,
    'age' as field,
    cast(active_member.age as varchar) as value,
    '≥ ' || cast($youngest_head_age as varchar) as expected
from active_member
where active_member.relation_to_head = '01'
    and active_member.age < $youngest_head_age
    and exists (
        select 1
        from active_member as adult
        where adult.household_id = active_member.household_id
            and adult.person_id <> active_member.person_id
            and adult.age >= $adult_age
    )
order by active_member.village_code, active_member.household_id, active_member.person_id
