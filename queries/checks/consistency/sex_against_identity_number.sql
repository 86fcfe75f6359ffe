-- Active members whose sex is not the one their identity number gives: digit 17 is odd for men.
--
-- grain:     person_id
-- reads:     active_member
-- columns:
--     household_id  VARCHAR  the household
--     person_id     VARCHAR  the person
--     case_id       VARCHAR  null: not about a case
--     village_code  VARCHAR  its village, or its township when the village is unknown
--     field         VARCHAR  sex
--     value         VARCHAR  the sex as it stands
--     expected      VARCHAR  the sex the number gives
-- order:     village_code, household_id, person_id
-- source:    A06; RU
-- severity:  error
-- dimension: consistency
-- title:     证件号性别与性别不符
-- title_en:  Sex differs from the identity number
-- remedy:    对照证件原件，更正性别或号码第17位。
-- remedy_en: Correct the sex, or digit 17 of the number, from the card.

select
    active_member.household_id,
    active_member.person_id,
    cast(null as varchar) as case_id,
    active_member.village_code,
    'sex' as field,
    active_member.sex as value,
    case active_member.sex when '1' then '2' else '1' end as expected
from active_member
where active_member.is_citizen_number
    and length(active_member.id_number) in (18, 20, 22)
    and active_member.sex in ('1', '2')
    and active_member.sex <> case
        when substr(active_member.id_number, 17, 1) in ('1', '3', '5', '7', '9') then '1'
        when substr(active_member.id_number, 17, 1) in ('0', '2', '4', '6', '8') then '2'
    end
order by active_member.village_code, active_member.household_id, active_member.person_id
