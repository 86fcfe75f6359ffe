-- Whom a department's list means where it does not tell our number of the person: by one strong tier
-- and nobody else as well, or to be verified. The evidence is that of pairs of registrations; a
-- household that is told bounds it.
--
-- grain:   match_id, person_id
-- reads:   department_candidate, department_holder, link_departed, link_person, source_dept_match
-- columns:
--     match_id          VARCHAR  the comparison
--     person_id         VARCHAR  whom it means, or may mean; a former member too
--     household_id      VARCHAR  their household
--     village_code      VARCHAR  its village, or its township when the village is unknown
--     tier              VARCHAR  A1 to C7; words in messages, pages.people.tiers
--     distance          INTEGER  edits between the two numbers; null when one is missing or the names differ
--     is_strong         BOOLEAN  tier A or B, and nobody else in it; at most one person a comparison
--     department        VARCHAR  code of list department
--     match_item        VARCHAR  code of list match_item
--     department_on     DATE     day the department's data describe
--     holder_name       VARCHAR  as the department states it
--     holder_id_number  VARCHAR  as the department states it
-- order:   village_code, household_id, person_id, match_id
-- source:  quality.md §1; docs/decisions/0041-lists-of-departments-are-linked.md

with

people as (

    select
        person_id, household_id, village_code, name, sound, surname, number,
        is_checked and is_possible as stands
    from link_person
    union all
    select
        person_id, household_id, village_code, name, sound, surname, number, stands
    from link_departed

),

compared as (

    select
        department_candidate.match_id,
        department_candidate.person_id,
        people.household_id,
        people.village_code,
        department_holder.name as holder_name,
        department_holder.number as holder_number,
        people.number,
        people.name = department_holder.name as is_same_name,
        coalesce(people.sound = department_holder.sound, false) as sounds_alike,
        coalesce(people.surname = department_holder.surname
            and levenshtein(people.name, department_holder.name) = 1, false) as is_one_off,
        department_holder.stands and people.stands as both_stand,
        department_holder.household_id is not null as is_within
    from department_candidate
    join department_holder
        on department_holder.match_id = department_candidate.match_id
    join people
        on people.person_id = department_candidate.person_id
    where coalesce(department_holder.household_id = people.household_id, true)
        and coalesce(length(people.number), 0) <= 22

),

measured as (

    select
        compared.*,
        cast(case
            when number = holder_number then 0
            when sounds_alike or is_one_off then damerau_levenshtein(holder_number, number)
        end as integer) as distance
    from compared

),

judged as (

    select
        measured.*,
        case
            when distance = 0 and is_same_name then 'A1'
            when distance = 0 and sounds_alike then 'A2'
            when distance = 0 and is_one_off then 'A3'
            when distance = 0 and holder_name is null and both_stand then 'A4'
            when distance = 0 then 'C1'
            when distance = 1 and sounds_alike and not both_stand then 'B1'
            when distance = 2 and sounds_alike and not both_stand then 'B2'
            when distance = 1 and is_one_off and not both_stand then 'B3'
            when is_within and sounds_alike and not both_stand then 'B6'
            when distance = 2 and is_one_off and not both_stand then 'C2'
            when distance = 3 and sounds_alike and not both_stand then 'C3'
            when is_within and sounds_alike then 'C6'
            when holder_number is null and is_same_name then 'C7'
        end as tier
    from measured

),

ranked as (

    select
        judged.*,
        min(tier) over (partition by match_id) as best,
        count(*) over (partition by match_id, tier) as rivals
    from judged
    where tier is not null

)

select
    ranked.match_id,
    ranked.person_id,
    ranked.household_id,
    ranked.village_code,
    ranked.tier,
    ranked.distance,
    ranked.tier < 'C' and ranked.rivals = 1 as is_strong,
    source_dept_match.department,
    source_dept_match.match_item,
    source_dept_match.as_of_on as department_on,
    source_dept_match.holder_name,
    source_dept_match.holder_id_number
from ranked
join source_dept_match
    on source_dept_match.match_id = ranked.match_id
where ranked.tier = ranked.best
order by ranked.village_code, ranked.household_id, ranked.person_id, ranked.match_id
