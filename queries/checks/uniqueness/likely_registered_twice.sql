-- Active members who are, by all their number and name tell, a person registered in another
-- household too, though the two numbers are not equal: one of them cannot stand and lies one to
-- three edits from the other. Equal numbers are B13's.
--
-- grain:     person_id
-- reads:     link_person, person_pair
-- columns:
--     household_id  VARCHAR  the household
--     person_id     VARCHAR  the person
--     case_id       VARCHAR  null: not about a case
--     village_code  VARCHAR  its village, or its township when the village is unknown
--     field         VARCHAR  id_number
--     value         VARCHAR  the number as linkage reads it
--     expected      VARCHAR  null: which of the two is right cannot be told
-- order:     village_code, household_id, person_id
-- source:    L01; quality.md §1
-- severity:  warning
-- dimension: uniqueness
-- title:     疑似同一人登记在两户（号码近似）
-- title_en:  Likely one person in two households, by near numbers
-- remedy:    对照两户的户口簿和身份证，更正输错的号码；确为同一人的，按现居住户保留，另一户作自然减少。
-- remedy_en: Hold both households' papers side by side; correct the mistyped number; keep one entry only if they are one person.

select distinct
    person_pair.household_id,
    person_pair.person_id,
    cast(null as varchar) as case_id,
    person_pair.village_code,
    'id_number' as field,
    link_person.number as value,
    cast(null as varchar) as expected
from person_pair
join link_person
    on link_person.person_id = person_pair.person_id
where person_pair.is_strong
    and person_pair.distance > 0
order by person_pair.village_code, person_pair.household_id, person_pair.person_id
