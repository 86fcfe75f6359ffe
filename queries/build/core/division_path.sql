-- Each division with itself and every division above it, in each tree: what rolls a village's
-- figures up to its township, county, city, province and, above several provinces, the nation.
--
-- grain:   view, leaf_code, ancestor_code
-- reads:   division_tree
-- columns:
--     view           VARCHAR  management or legal
--     leaf_code      VARCHAR  the division rolled up
--     ancestor_code  VARCHAR  itself or a division above it
--     level          INTEGER  level of the ancestor, 0 nation, 1 province to 5 village
-- order:   view, level, ancestor_code, leaf_code

with

itself as (

    select view, division_code as leaf_code, division_code as ancestor_code, level, parent_code
    from division_tree

),

one_up as (

    select itself.view, itself.leaf_code, above.division_code as ancestor_code, above.level, above.parent_code
    from itself
    join division_tree as above
        on above.view = itself.view
        and above.division_code = itself.parent_code

),

two_up as (

    select one_up.view, one_up.leaf_code, above.division_code as ancestor_code, above.level, above.parent_code
    from one_up
    join division_tree as above
        on above.view = one_up.view
        and above.division_code = one_up.parent_code

),

three_up as (

    select two_up.view, two_up.leaf_code, above.division_code as ancestor_code, above.level, above.parent_code
    from two_up
    join division_tree as above
        on above.view = two_up.view
        and above.division_code = two_up.parent_code

),

four_up as (

    select three_up.view, three_up.leaf_code, above.division_code as ancestor_code, above.level, above.parent_code
    from three_up
    join division_tree as above
        on above.view = three_up.view
        and above.division_code = three_up.parent_code

),

five_up as (

    select four_up.view, four_up.leaf_code, above.division_code as ancestor_code, above.level, above.parent_code
    from four_up
    join division_tree as above
        on above.view = four_up.view
        and above.division_code = four_up.parent_code

),

every_step as (

    select * from itself
    union all
    select * from one_up
    union all
    select * from two_up
    union all
    select * from three_up
    union all
    select * from four_up
    union all
    select * from five_up

)

select
    every_step.view,
    every_step.leaf_code,
    every_step.ancestor_code,
    every_step.level
from every_step
order by every_step.view, every_step.level, every_step.ancestor_code, every_step.leaf_code
