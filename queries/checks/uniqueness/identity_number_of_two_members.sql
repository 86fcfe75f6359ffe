-- Active members of one province whose identity number, by its first 18 characters, another active
-- member bears too. Each of them has a row, so that every village sees its own.
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
-- source:    A04; T5 1_01_002; T3
-- severity:  error
-- dimension: uniqueness
-- title:     省内证件号码重复
-- title_en:  Identity number held twice in the province
-- remedy:    核对同号各人的证件原件，更正录错的一方；确为同一人的按重复人口处理。
-- remedy_en: Compare the cards of all who bear the number; correct the wrong one, or merge the
--            same person.

with

numbered as (

    select
        household_id, person_id, village_code, id_number,
        left(id_number, 18) as first_18,
        left(village_code, 2) as province_code
    from active_member
    where is_citizen_number
        and length(id_number) in (18, 20, 22)

),

repeated as (

    select first_18, province_code
    from numbered
    group by first_18, province_code
    having count(*) > 1

)

select
    numbered.household_id,
    numbered.person_id,
    cast(null as varchar) as case_id,
    numbered.village_code,
    'id_number' as field,
    numbered.id_number as value,
    cast(null as varchar) as expected
from numbered
join repeated
    on repeated.first_18 = numbered.first_18
    and repeated.province_code = numbered.province_code
order by numbered.village_code, numbered.household_id, numbered.person_id
