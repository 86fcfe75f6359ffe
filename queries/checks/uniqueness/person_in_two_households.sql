-- Active members whose identity number, by its first 18 characters, an active member of another
-- household bears too. Each of them has a row; pairs inside one household are left to the check of
-- equal numbers.
--
-- grain:     person_id
-- reads:     active_member
-- columns:
--     household_id  VARCHAR  the household
--     person_id     VARCHAR  the person
--     case_id       VARCHAR  null: not about a case
--     village_code  VARCHAR  its village, or its township when the village is unknown
--     field         VARCHAR  id_number
--     value         VARCHAR  the number as it stands
--     expected      VARCHAR  null: it cannot be told
-- order:     village_code, household_id, person_id
-- source:    B13; T3
-- severity:  error
-- dimension: uniqueness
-- title:     一人登记在多户
-- title_en:  One person in two households
-- remedy:    核实本人现属哪一户，其他户按自然减少处理。
-- remedy_en: Find which household the person belongs to now; remove from the others.

with

numbered as (

    select household_id, person_id, village_code, id_number, left(id_number, 18) as first_18
    from active_member
    where is_citizen_number
        and length(id_number) in (18, 20, 22)

),

repeated as (

    select first_18
    from numbered
    group by first_18
    having count(*) > 1

),

bearer as (

    select
        numbered.*,
        min(numbered.household_id) over one_number <> max(numbered.household_id) over one_number
            as is_in_two
    from numbered
    join repeated
        on repeated.first_18 = numbered.first_18
    window one_number as (partition by numbered.first_18)

)

select
    bearer.household_id,
    bearer.person_id,
    cast(null as varchar) as case_id,
    bearer.village_code,
    'id_number' as field,
    bearer.id_number as value,
    cast(null as varchar) as expected
from bearer
where bearer.is_in_two
order by bearer.village_code, bearer.household_id, bearer.person_id
