-- Pairs of registrations of what may be one person, each seen from both sides, with the tier that
-- says on what evidence. Tiers beginning with A or B are strong; C asks for a visit; none merges
-- anything. Pairs inside one household are left to the checks of the household, but for A1.
--
-- grain:   person_id, other_person_id
-- reads:   link_candidate, link_person
-- columns:
--     person_id           VARCHAR  one registration
--     household_id        VARCHAR  its household
--     village_code        VARCHAR  its village, or its township when the village is unknown
--     other_person_id     VARCHAR  the other registration
--     other_household_id  VARCHAR  its household
--     other_village_code  VARCHAR  its village, or its township when the village is unknown
--     tier                VARCHAR  A1 to C6; words in messages, pages.people.tiers
--     distance            INTEGER  edits between the two numbers: digits changed, left out, put in, or neighbours swapped
--     is_strong           BOOLEAN  tier A or B
-- order:   village_code, household_id, person_id, other_person_id
-- source:  quality.md §1; precision and recall of each tier: bench/linkage.py

with

held_twice as (

    select number
    from link_person
    where length(number) between 15 and 22
    group by number
    having count(*) > 1

),

namesakes_born_alike as (

    select name, sex, born
    from link_person
    where is_checked and is_possible
    group by name, sex, born
    having count(*) > 1

),

same_number as (

    select
        one.person_id,
        other.person_id as other_person_id,
        0 as distance,
        case
            when other.name = one.name then 'A1'
            when other.sound = one.sound then 'A2'
            when other.surname = one.surname and other.sex = one.sex
                and levenshtein(other.name, one.name) = 1 then 'A3'
            else 'C1'
        end as tier
    from held_twice
    join link_person as one
        on one.number = held_twice.number
    join link_person as other
        on other.number = held_twice.number
        and other.person_id > one.person_id

),

compared as (

    select
        link_candidate.*,
        damerau_levenshtein(one.number, other.number) as distance,
        one.sound = other.sound as sounds_alike,
        one.sex = other.sex as is_same_sex,
        one.surname = other.surname and one.sex = other.sex
            and levenshtein(one.name, other.name) = 1 as is_one_off,
        one.region = other.region as is_same_region,
        one.born = other.born as is_born_alike,
        one.tail = other.tail as is_same_tail,
        not one.is_possible as is_impossible,
        one.namesakes
    from link_candidate
    join link_person as one
        on one.person_id = link_candidate.person_id
    join link_person as other
        on other.person_id = link_candidate.other_person_id
    where one.sound = other.sound
        or one.surname = other.surname and one.sex = other.sex
            and levenshtein(one.name, other.name) = 1

),

near_number as (

    select
        person_id,
        other_person_id,
        cast(distance as integer) as distance,
        case
            when distance = 1 and sounds_alike then 'B1'
            when distance = 2 and sounds_alike then 'B2'
            when distance = 1 and is_one_off then 'B3'
            when distance = 3 and sounds_alike and is_same_sex and (
                is_born_alike and namesakes <= 300
                or is_impossible and not is_same_region and namesakes <= 300
                or is_impossible and namesakes <= 30
            ) then 'B4'
            when distance = 2 and is_one_off and is_impossible and is_born_alike then 'B5'
            when distance = 2 and is_one_off then 'C2'
            when distance = 3 and sounds_alike and is_same_sex then 'C3'
            when distance = 4 and sounds_alike and is_same_sex and namesakes <= 100 then 'C4'
        end as tier
    from compared
    where distance <= 4

),

both_stand as (

    select
        one.person_id,
        other.person_id as other_person_id,
        1 as distance,
        'C5' as tier
    from namesakes_born_alike
    join link_person as one
        on one.name = namesakes_born_alike.name
        and one.sex = namesakes_born_alike.sex
        and one.born = namesakes_born_alike.born
    join link_person as other
        on other.name = namesakes_born_alike.name
        and other.sex = namesakes_born_alike.sex
        and other.born = namesakes_born_alike.born
        and other.number <> one.number
        and other.person_id > one.person_id
    where one.is_checked and one.is_possible
        and other.is_checked and other.is_possible
        and hamming(left(one.number, 17), left(other.number, 17)) = 1

),

gathered as (

    select * from same_number
    union all
    select * from near_number where tier is not null
    union all
    select * from both_stand

),

both_ways as (

    select person_id, other_person_id, distance, tier from gathered
    union all
    select other_person_id, person_id, distance, tier from gathered

)

select
    both_ways.person_id,
    one.household_id,
    one.village_code,
    both_ways.other_person_id,
    other.household_id as other_household_id,
    other.village_code as other_village_code,
    min(both_ways.tier) as tier,
    min(both_ways.distance) as distance,
    min(both_ways.tier) < 'C' as is_strong
from both_ways
join link_person as one
    on one.person_id = both_ways.person_id
join link_person as other
    on other.person_id = both_ways.other_person_id
where one.household_id <> other.household_id
group by all
order by one.village_code, one.household_id, both_ways.person_id, both_ways.other_person_id
