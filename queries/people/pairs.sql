-- The pairs of one tier with a side in the division, each once, the side inside it first. Of the
-- other side what the reader may see: its county is always told.
--
-- grain:   person_id, other_person_id
-- reads:   person_pair, active_member, division_path, division_tree
-- inputs:
--     view      VARCHAR  management or legal
--     division  VARCHAR  division code
--     tier      VARCHAR  one tier
--     skip      BIGINT   rows passed over
--     take      BIGINT   rows listed at most
-- columns:
--     person_id           VARCHAR  one registration
--     household_id        VARCHAR  its household
--     name                VARCHAR  its name
--     id_number           VARCHAR  its number
--     county_name         VARCHAR  its county; null when not known
--     village_name        VARCHAR  its village; null when not known
--     other_person_id     VARCHAR  the other registration
--     other_household_id  VARCHAR  its household; null when the reader may not see it
--     other_name          VARCHAR  its name; null when the reader may not see it
--     other_id_number     VARCHAR  its number; null when the reader may not see it
--     other_county_name   VARCHAR  its county; null when not known
--     other_village_name  VARCHAR  its village; null when the reader may not see it
--     distance            INTEGER  edits between the two numbers
-- order:   village_code, household_id, person_id, other_person_id

with

place as (

    select leaf_code
    from division_path
    where view = $view
        and ancestor_code = $division

),

seen as (

    select person_pair.*
    from person_pair
    join place
        on place.leaf_code = person_pair.village_code
    left join place as other_place
        on other_place.leaf_code = person_pair.other_village_code
    where person_pair.tier = $tier
        and (other_place.leaf_code is null or person_pair.person_id < person_pair.other_person_id)
    order by person_pair.village_code, person_pair.household_id, person_pair.person_id,
        person_pair.other_person_id
    limit $take offset $skip

),

named as (

    select division_code, division_name, level
    from division_tree
    where view = 'legal'

)

select
    seen.person_id,
    seen.household_id,
    one.name,
    one.id_number,
    own_county.division_name as county_name,
    village.division_name as village_name,
    seen.other_person_id,
    other.household_id as other_household_id,
    other.name as other_name,
    other.id_number as other_id_number,
    county.division_name as other_county_name,
    case when other.person_id is not null then other_village.division_name end as other_village_name,
    seen.distance
from seen
left join active_member as one
    on one.person_id = seen.person_id
left join active_member as other
    on other.person_id = seen.other_person_id
left join named as village
    on village.division_code = seen.village_code
left join named as own_county
    on own_county.division_code = left(seen.village_code, 6)
left join named as other_village
    on other_village.division_code = seen.other_village_code
left join named as county
    on county.division_code = left(seen.other_village_code, 6)
order by seen.village_code, seen.household_id, seen.person_id, seen.other_person_id
