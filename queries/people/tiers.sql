-- How many pairs of registrations may be one person, by what speaks for it: pairs with at least
-- one side in the division, each counted once.
--
-- grain:   tier
-- reads:   person_pair, division_path
-- inputs:
--     view      VARCHAR  management or legal
--     division  VARCHAR  division code
-- columns:
--     tier        VARCHAR  A1 to C5
--     is_strong   BOOLEAN  tier A or B
--     pairs       BIGINT   pairs  [对]
--     households  BIGINT   households of the division they touch  [户]
--     elsewhere   BIGINT   pairs whose other side lies outside the division  [对]
-- order:   tier

with

place as (

    select leaf_code
    from division_path
    where view = $view
        and ancestor_code = $division

),

seen as (

    select
        person_pair.*,
        other_place.leaf_code is null as is_elsewhere
    from person_pair
    join place
        on place.leaf_code = person_pair.village_code
    left join place as other_place
        on other_place.leaf_code = person_pair.other_village_code

)

select
    tier,
    min(is_strong) as is_strong,
    count(*) filter (is_elsewhere or person_id < other_person_id) as pairs,
    count(distinct household_id) as households,
    count(*) filter (is_elsewhere) as elsewhere
from seen
group by tier
order by tier
