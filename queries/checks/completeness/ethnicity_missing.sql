-- Active members without ethnicity.
--
-- grain:     person_id
-- reads:     active_member
-- columns:
--     household_id  VARCHAR  the household
--     person_id     VARCHAR  the person
--     case_id       VARCHAR  null: not about a case
--     village_code  VARCHAR  its village, or its township when the village is unknown
--     field         VARCHAR  ethnicity
--     value         VARCHAR  null: missing
--     expected      VARCHAR  null: it cannot be told
-- order:     village_code, household_id, person_id
-- source:    B16; T5 2_01_001; T3
-- severity:  error
-- dimension: completeness
-- title:     民族为空
-- title_en:  Ethnicity missing
-- remedy:    对照证件补录民族。
-- remedy_en: Enter the ethnicity from the card.

select
    active_member.household_id,
    active_member.person_id,
    cast(null as varchar) as case_id,
    active_member.village_code,
    'ethnicity' as field,
    active_member.ethnicity as value,
    cast(null as varchar) as expected
from active_member
where active_member.ethnicity is null
order by active_member.village_code, active_member.household_id, active_member.person_id
