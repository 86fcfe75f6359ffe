-- Each division that has ended with itself and every division that was above it, ended or not.
--
-- grain:   leaf_code, ancestor_code
-- reads:   division_then, division_path
-- columns:
--     leaf_code      VARCHAR  the ended division
--     ancestor_code  VARCHAR  itself or a division above it
-- order:   leaf_code, ancestor_code

with

itself as (

    select division_code as leaf_code, division_code as ancestor_code, parent_code
    from division_then

),

one_up as (

    select itself.leaf_code, above.division_code as ancestor_code, above.parent_code
    from itself
    join division_then as above
        on above.division_code = itself.parent_code

),

two_up as (

    select one_up.leaf_code, above.division_code as ancestor_code, above.parent_code
    from one_up
    join division_then as above
        on above.division_code = one_up.parent_code

),

three_up as (

    select two_up.leaf_code, above.division_code as ancestor_code, above.parent_code
    from two_up
    join division_then as above
        on above.division_code = two_up.parent_code

),

gone as (

    select * from itself
    union
    select * from one_up
    union
    select * from two_up
    union
    select * from three_up

),

standing as (

    select gone.leaf_code, division_path.ancestor_code
    from gone
    join division_path
        on division_path.view = 'management'
        and division_path.leaf_code = gone.parent_code

),

whole as (

    select leaf_code, ancestor_code
    from gone
    union
    select leaf_code, ancestor_code
    from standing

)

select
    whole.leaf_code,
    whole.ancestor_code
from whole
order by whole.leaf_code, whole.ancestor_code
