-- The cities and counties a person's reach can be, zones included: for choosing one in the
-- demonstration.
--
-- grain:   division_code
-- reads:   division_tree, household_count
-- inputs:
--     view  VARCHAR  management or legal
-- columns:
--     division_code  VARCHAR  the division
--     division_name  VARCHAR  its official name
-- order:   division_code

with

held as (

    select distinct division_code
    from household_count
    where view = $view
        and level between 2 and 3

)

select division_tree.division_code, division_tree.division_name
from division_tree
join held
    on held.division_code = division_tree.division_code
where division_tree.view = $view
    and division_tree.level between 2 and 3
order by division_tree.division_code
