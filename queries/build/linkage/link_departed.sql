-- Whoever has left the register, as linkage sees them: a department's row about somebody dead is theirs,
-- and not of a member whose number is near.
--
-- grain:   person_id
-- reads:   link_number, name_sound, source_household, source_member
-- columns:
--     person_id     VARCHAR  the person
--     household_id  VARCHAR  the household they were of
--     village_code  VARCHAR  its village, or its township when the village is unknown
--     name          VARCHAR  without blanks and middle dots
--     sound         VARCHAR  of the name
--     surname       VARCHAR  the first syllable of the sound
--     number        VARCHAR  in one form; null without one
--     region        VARCHAR  its first six characters
--     born          VARCHAR  the eight before the last four
--     tail          VARCHAR  the last four
--     stands        BOOLEAN  the number can stand as it is; false without one
-- order:   village_code, household_id, person_id

with

named as (

    select
        source_member.person_id,
        source_member.household_id,
        source_household.placed_code as village_code,
        regexp_replace(source_member.name, '[\s·•．.]', '', 'g') as name,
        upper(source_member.id_number) as id_number
    from source_member
    join source_household
        on source_household.household_id = source_member.household_id
    where source_member.member_status <> 'active'

)

select
    named.person_id,
    named.household_id,
    named.village_code,
    named.name,
    name_sound.sound,
    name_sound.surname,
    link_number.number,
    link_number.region,
    link_number.born,
    link_number.tail,
    coalesce(link_number.is_checked and link_number.is_possible, false) as stands
from named
left join link_number
    on link_number.id_number = named.id_number
left join name_sound
    on name_sound.name = named.name
order by named.village_code, named.household_id, named.person_id
