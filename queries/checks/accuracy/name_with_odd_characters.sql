-- Active members whose name has fewer than two characters, or one that is neither Chinese (rare
-- characters included) nor the dot of a transcribed name.
--
-- grain:     person_id
-- reads:     active_member
-- columns:
--     household_id  VARCHAR  the household
--     person_id     VARCHAR  the person
--     case_id       VARCHAR  null: not about a case
--     village_code  VARCHAR  its village, or its township when the village is unknown
--     field         VARCHAR  name
--     value         VARCHAR  the name as it stands
--     expected      VARCHAR  null: it cannot be told
-- order:     village_code, household_id, person_id
-- source:    A09; RU
-- severity:  warning
-- dimension: accuracy
-- title:     姓名含非法字符
-- title_en:  Odd characters in the name
-- remedy:    对照证件原件更正姓名，去掉空格、数字和字母。
-- remedy_en: Correct the name from the card; take out spaces, digits and letters.

select
    active_member.household_id,
    active_member.person_id,
    cast(null as varchar) as case_id,
    active_member.village_code,
    'name' as field,
    active_member.name as value,
    cast(null as varchar) as expected
from active_member
where not regexp_matches(active_member.name, '^[\x{3400}-\x{4DBF}\x{4E00}-\x{9FFF}\x{20000}-\x{3FFFF}·]{2,}$')
order by active_member.village_code, active_member.household_id, active_member.person_id
