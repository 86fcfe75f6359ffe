-- How each name of a member, a former one or a holder in a department's list, sounds: without tones, and with what is commonly confused
-- made one (zh ch sh as z c s; ang eng ing as an en in). A first character that is read otherwise
-- as a surname is read so.
--
-- grain:   name
-- reads:   active_member, character_sound, source_dept_match, source_member
-- columns:
--     name     VARCHAR  as the source states it, without blanks and middle dots
--     sound    VARCHAR  its syllables, joined by blanks; a character not known stands for itself
--     surname  VARCHAR  the first syllable
-- order:   name
-- source:  pypinyin's table; quality.md §1

with

distinct_name as (

    select distinct regexp_replace(name, '[\s·•．.]', '', 'g') as name
    from active_member
    where name is not null
    union
    select regexp_replace(name, '[\s·•．.]', '', 'g') as name
    from source_member
    where name is not null
        and member_status <> 'active'
    union
    select regexp_replace(holder_name, '[\s·•．.]', '', 'g') as name
    from source_dept_match
    where holder_name is not null

),

placed as (

    select name, unnest(range(1, length(name) + 1)) as place
    from distinct_name

),

spelt as (

    select name, place, substr(name, cast(place as integer), 1) as character
    from placed

),

heard as (

    select
        spelt.name,
        spelt.place,
        coalesce(surname.sound, plain.sound, spelt.character) as sound
    from spelt
    left join character_sound as plain
        on plain.character = spelt.character
        and not plain.is_surname
    left join character_sound as surname
        on surname.character = spelt.character
        and surname.is_surname
        and spelt.place = 1

)

select
    name,
    string_agg(sound, ' ' order by place) as sound,
    min(case when place = 1 then sound end) as surname
from heard
group by name
order by name
