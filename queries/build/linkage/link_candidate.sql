-- Pairs of persons worth comparing: one whose number cannot stand as it is, with everybody who
-- shares enough with them. Two that both stand are never paired here.
--
-- grain:   person_id, other_person_id
-- reads:   link_person
-- columns:
--     person_id        VARCHAR  the one whose number cannot stand
--     other_person_id  VARCHAR  whom it may be
-- order:   none
-- source:  quality.md §1; the blocks and their sizes: docs/decisions/0010-who-is-the-same-person.md

with

doubtful as (

    select *
    from link_person
    where not (is_checked and is_possible)
        and length(number) between 15 and 22

),

whole as (

    select *
    from link_person
    where length(number) between 15 and 22

),

shared as (

    select doubtful.person_id, whole.person_id as other_person_id
    from doubtful
    join whole
        on whole.region = doubtful.region
        and whole.born = doubtful.born
        and whole.sex = doubtful.sex
    union
    select doubtful.person_id, whole.person_id
    from doubtful
    join whole
        on whole.born = doubtful.born
        and whole.tail = doubtful.tail
    union
    select doubtful.person_id, whole.person_id
    from doubtful
    join whole
        on whole.region = doubtful.region
        and whole.tail = doubtful.tail
        and whole.surname = doubtful.surname
        and whole.sex = doubtful.sex
    union
    select doubtful.person_id, whole.person_id
    from doubtful
    join whole
        on whole.sound = doubtful.sound
        and whole.born = doubtful.born
    union
    select doubtful.person_id, whole.person_id
    from doubtful
    join whole
        on whole.sound = doubtful.sound
        and whole.tail = doubtful.tail
    union
    select doubtful.person_id, whole.person_id
    from doubtful
    join whole
        on whole.sound = doubtful.sound
        and whole.region = doubtful.region
        and whole.sex = doubtful.sex
    union
    select doubtful.person_id, whole.person_id
    from doubtful
    join whole
        on whole.sound = doubtful.sound
        and whole.sex = doubtful.sex
    where doubtful.namesakes <= 100
    union
    select doubtful.person_id, whole.person_id
    from doubtful
    join whole
        on whole.surname = doubtful.surname
        and whole.born = doubtful.born
        and whole.sex = doubtful.sex
    union
    select doubtful.person_id, whole.person_id
    from doubtful
    join whole
        on whole.surname = doubtful.surname
        and whole.tail = doubtful.tail
        and whole.sex = doubtful.sex
        and left(whole.born, 4) = left(doubtful.born, 4)
    union
    select doubtful.person_id, whole.person_id
    from doubtful
    join whole
        on whole.surname = doubtful.surname
        and whole.tail = doubtful.tail
        and whole.sex = doubtful.sex
        and right(whole.born, 4) = right(doubtful.born, 4)

)

select person_id, other_person_id
from shared
where person_id <> other_person_id
