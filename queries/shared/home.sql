-- Where a reader who has chosen nothing begins: the lowest division that holds every household.
--
-- grain:   division_code
-- reads:   division_tree, household_count
-- inputs:
--     view  VARCHAR  management or legal
-- columns:
--     division_code  VARCHAR  the division; no row when there are no households
-- order:   division_code

with

counted as (

    select division_code, level, sum(households) as households
    from household_count
    where view = $view
    group by division_code, level

),

seen as (

    select sum(counted.households) as households
    from counted
    left join division_tree
        on division_tree.view = $view
        and division_tree.division_code = counted.division_code
    left join counted as above
        on above.division_code = division_tree.parent_code
    where above.division_code is null

)

select counted.division_code
from counted
join seen
    on seen.households = counted.households
order by counted.level desc
limit 1
