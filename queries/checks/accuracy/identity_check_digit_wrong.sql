-- Active members whose identity number fails its check digit (ISO 7064, mod 11-2): a digit is
-- mistyped or two are swapped.
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
-- source:    A02; T5 1_01_003; T3
-- severity:  error
-- dimension: accuracy
-- title:     身份证校验码错误
-- title_en:  Identity number fails its check digit
-- remedy:    对照证件原件核对每一位号码后更正。
-- remedy_en: Compare every digit with the card, and correct it.

select
    active_member.household_id,
    active_member.person_id,
    cast(null as varchar) as case_id,
    active_member.village_code,
    'id_number' as field,
    active_member.id_number as value,
    cast(null as varchar) as expected
from active_member
where not active_member.is_check_digit_right
order by active_member.village_code, active_member.household_id, active_member.person_id
