-- Whether a snapshot holds anything of a division: its households on the register, and how many of
-- the counties or cities directly below it have any. Nothing held is not the same as nobody there.
--
-- grain:   one row
-- reads:   division_tree, household_count
-- inputs:
--     view      VARCHAR  management or legal
--     division  VARCHAR  division code
-- columns:
--     households  BIGINT  households of the division on the register  [户]
--     below       BIGINT  cities or counties directly below it
--     held        BIGINT  of these, with any household on the register
-- order:   none

with

own as (

    select sum(households) as households
    from household_count
    where view = $view
        and division_code = $division

),

held as (

    select division_code, sum(households) as households
    from household_count
    where view = $view
        and level <= 3
    group by division_code

),

child as (

    select division_tree.division_code, coalesce(held.households, 0) as households
    from division_tree
    left join held
        on held.division_code = division_tree.division_code
    where division_tree.view = $view
        and division_tree.parent_code = $division
        and division_tree.level <= 3

)

select
    cast(coalesce((select households from own), 0) as bigint) as households,
    count(child.division_code) as below,
    count(child.division_code) filter (child.households > 0) as held
from child
