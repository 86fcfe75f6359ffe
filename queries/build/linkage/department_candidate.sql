-- Members, and former ones, worth comparing with whom a department's list names: of one number, of enough of it where
-- one of the two cannot stand, of the household that is told, or of the name where no number is.
--
-- grain:   match_id, person_id
-- reads:   department_holder, link_departed, link_person
-- columns:
--     match_id   VARCHAR  the comparison
--     person_id  VARCHAR  whom it may be of
-- order:   match_id, person_id
-- source:  the blocks of link_candidate; docs/decisions/0041

with

people as (

    select
        person_id, household_id, name, sound, surname, number, region, born, tail,
        is_checked and is_possible as stands, namesakes
    from link_person
    union all
    select
        person_id, household_id, name, sound, surname, number, region, born, tail, stands, 1
    from link_departed

),

near as (

    select department_holder.match_id, people.person_id
    from department_holder
    join people
        on people.region = department_holder.region
        and people.born = department_holder.born
    where not (department_holder.stands and people.stands)
    union
    select department_holder.match_id, people.person_id
    from department_holder
    join people
        on people.born = department_holder.born
        and people.tail = department_holder.tail
    where not (department_holder.stands and people.stands)
    union
    select department_holder.match_id, people.person_id
    from department_holder
    join people
        on people.region = department_holder.region
        and people.tail = department_holder.tail
        and people.surname = department_holder.surname
    where not (department_holder.stands and people.stands)
    union
    select department_holder.match_id, people.person_id
    from department_holder
    join people
        on people.sound = department_holder.sound
        and people.born = department_holder.born
    where not (department_holder.stands and people.stands)
    union
    select department_holder.match_id, people.person_id
    from department_holder
    join people
        on people.sound = department_holder.sound
        and people.tail = department_holder.tail
    where not (department_holder.stands and people.stands)
    union
    select department_holder.match_id, people.person_id
    from department_holder
    join people
        on people.sound = department_holder.sound
        and people.region = department_holder.region
    where not (department_holder.stands and people.stands)

)

select match_id, person_id
from near
union
select department_holder.match_id, people.person_id
from department_holder
join people
    on people.number = department_holder.number
union
select department_holder.match_id, people.person_id
from department_holder
join people
    on people.household_id = department_holder.household_id
    and people.sound = department_holder.sound
union
select department_holder.match_id, people.person_id
from department_holder
join people
    on people.name = department_holder.name
where department_holder.number is null
    and department_holder.household_id is null
    and people.namesakes <= 3
order by match_id, person_id
