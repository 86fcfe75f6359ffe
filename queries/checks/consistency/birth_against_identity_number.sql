-- Active members whose birth is not the one their identity number gives in digits 7 to 14.
--
-- grain:     person_id
-- reads:     active_member
-- columns:
--     household_id  VARCHAR  the household
--     person_id     VARCHAR  the person
--     case_id       VARCHAR  null: not about a case
--     village_code  VARCHAR  its village, or its township when the village is unknown
--     field         VARCHAR  birth_on
--     value         VARCHAR  the birth as it stands
--     expected      VARCHAR  the birth the number gives
-- order:     village_code, household_id, person_id
-- source:    A07; RU
-- severity:  error
-- dimension: consistency
-- title:     出生日期与证件号不一致
-- title_en:  Birth differs from the identity number
-- remedy:    对照证件原件，更正出生日期或号码。
-- remedy_en: Correct the birth or the number from the card.

with

told as (

    select
        household_id, person_id, village_code, birth_on,
        cast(try_strptime(substr(id_number, 7, 8), '%Y%m%d') as date) as number_birth_on
    from active_member
    where is_citizen_number
        and length(id_number) in (18, 20, 22)
        and regexp_matches(substr(id_number, 7, 8), '^[0-9]{8}$')

)

select
    told.household_id,
    told.person_id,
    cast(null as varchar) as case_id,
    told.village_code,
    'birth_on' as field,
    cast(told.birth_on as varchar) as value,
    cast(told.number_birth_on as varchar) as expected
from told
where told.birth_on <> told.number_birth_on
order by told.village_code, told.household_id, told.person_id
