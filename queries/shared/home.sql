-- Where a reader who has chosen nothing begins: the lowest division that holds every household.
--
-- grain:   division_code
-- reads:   division_path, household
-- inputs:
--     view  VARCHAR  management or legal
-- columns:
--     division_code  VARCHAR  the division; no row when there are no households
-- order:   division_code

with

village as (

    select village_code, count(household_id) as households
    from household
    group by village_code

),

covered as (

    select
        division_path.ancestor_code,
        division_path.level,
        sum(village.households) as households
    from village
    join division_path
        on division_path.view = $view
        and division_path.leaf_code = village.village_code
    group by division_path.ancestor_code, division_path.level

)

select covered.ancestor_code as division_code
from covered
where covered.households = (select sum(village.households) from village)
order by covered.level desc
limit 1
