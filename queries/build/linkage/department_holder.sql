-- Whom departments' lists name without our number of the person, or with one the register does not
-- have. The name and the number are as linkage sees them; the household is there where one is told.
--
-- grain:   match_id
-- reads:   link_number, name_sound, source_dept_match, source_household, source_member
-- columns:
--     match_id      VARCHAR  the comparison
--     household_id  VARCHAR  the household it is told of; null when none, or none we hold
--     name          VARCHAR  without blanks and middle dots; null when not told
--     sound         VARCHAR  of the name
--     surname       VARCHAR  the first syllable of the sound
--     number        VARCHAR  in one form; null when not told, or told in part
--     region        VARCHAR  its first six characters
--     born          VARCHAR  the eight before the last four
--     tail          VARCHAR  the last four
--     stands        BOOLEAN  the number can stand as it is; false without one
-- order:   match_id
-- source:  contract, dept_match; docs/decisions/0041

with

unsettled as (

    select
        source_dept_match.match_id,
        source_household.household_id,
        regexp_replace(source_dept_match.holder_name, '[\s·•．.]', '', 'g') as name,
        source_dept_match.holder_id_number
    from source_dept_match
    left join source_member
        on source_member.person_id = source_dept_match.person_id
    left join source_household
        on source_household.household_id = source_dept_match.household_id
    where source_dept_match.match_result in ('hit', 'none')
        and coalesce(source_dept_match.holder_role, 'member') = 'member'
        and source_dept_match.link_id is null
        and source_member.person_id is null
        and coalesce(source_dept_match.holder_name, source_dept_match.holder_id_number) is not null

)

select
    unsettled.match_id,
    unsettled.household_id,
    unsettled.name,
    name_sound.sound,
    name_sound.surname,
    link_number.number,
    link_number.region,
    link_number.born,
    link_number.tail,
    coalesce(link_number.is_checked and link_number.is_possible, false) as stands
from unsettled
left join link_number
    on link_number.id_number = unsettled.holder_id_number
    and length(link_number.number) between 15 and 22
left join name_sound
    on name_sound.name = unsettled.name
order by unsettled.match_id
