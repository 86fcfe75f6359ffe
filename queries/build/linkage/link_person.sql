-- Every registered person as linkage sees them: the number in one form with its parts, and how the
-- name sounds.
--
-- grain:   person_id
-- reads:   active_member, link_number, name_sound
-- columns:
--     person_id     VARCHAR  the person
--     household_id  VARCHAR  their household
--     village_code  VARCHAR  its village, or its township when the village is unknown
--     name          VARCHAR  without blanks and middle dots
--     sound         VARCHAR  of the name
--     surname       VARCHAR  the first syllable of the sound
--     sex           VARCHAR  code of list sex
--     number        VARCHAR  in one form; null without one
--     region        VARCHAR  its first six characters
--     born          VARCHAR  the eight before the last four
--     tail          VARCHAR  the last four
--     is_checked    BOOLEAN  of the right form, with the right check digit; false without a number
--     is_possible   BOOLEAN  18 characters, a region that is known or borne by twenty, a possible birth
--     namesakes     BIGINT   persons of this sex whose names sound alike, itself included  [人]
-- order:   village_code, household_id, person_id
-- source:  quality.md §1

with

named as (

    select
        active_member.person_id,
        active_member.household_id,
        active_member.village_code,
        regexp_replace(active_member.name, '[\s·•．.]', '', 'g') as name,
        active_member.sex,
        active_member.id_number
    from active_member

)

select
    named.person_id,
    named.household_id,
    named.village_code,
    named.name,
    name_sound.sound,
    name_sound.surname,
    named.sex,
    link_number.number,
    link_number.region,
    link_number.born,
    link_number.tail,
    coalesce(link_number.is_checked, false) as is_checked,
    coalesce(link_number.is_possible, false) as is_possible,
    count(*) over (partition by name_sound.sound, named.sex) as namesakes
from named
left join link_number
    on link_number.id_number = named.id_number
left join name_sound
    on name_sound.name = named.name
order by named.village_code, named.household_id, named.person_id
