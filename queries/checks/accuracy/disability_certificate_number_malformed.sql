-- Active members with a disability certificate number of 20 or 22 characters that fails its check
-- digit, or whose category (digit 19) is not 1 to 7 or grade (digit 20) not 1 to 4.
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
-- source:    A03; T5 1_12_004; T3; digit 20 RU
-- severity:  error
-- dimension: accuracy
-- title:     残疾人证号不符合规则
-- title_en:  Disability certificate number malformed
-- remedy:    对照残疾人证核对前18位、第19位类别和第20位等级。
-- remedy_en: Check the first 18 digits, category (19) and grade (20) against the certificate.

select
    active_member.household_id,
    active_member.person_id,
    cast(null as varchar) as case_id,
    active_member.village_code,
    'id_number' as field,
    active_member.id_number as value,
    cast(null as varchar) as expected
from active_member
where active_member.is_citizen_number
    and length(active_member.id_number) in (20, 22)
    and (
        not active_member.is_check_digit_right
        or not regexp_matches(substr(active_member.id_number, 19, 2), '^[1-7][1-4]$')
    )
order by active_member.village_code, active_member.household_id, active_member.person_id
