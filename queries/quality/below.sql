-- In which division directly below the chosen one each village lies.
--
-- grain:   village_code
-- reads:   division_path, division_tree
-- inputs:
--     view          VARCHAR    management or legal
--     division      VARCHAR    division code
--     villages      VARCHAR[]  codes of villages
-- columns:
--     village_code  VARCHAR    the village
--     child_code    VARCHAR    the division below the chosen one, or the chosen one itself
-- order:   village_code

with

within as (

    select division_path.leaf_code
    from division_path
    where division_path.view = $view
        and division_path.ancestor_code = $division
        and list_contains($villages, division_path.leaf_code)

),

child as (

    select division_path.leaf_code, min(division_path.ancestor_code) as child_code
    from division_path
    join division_tree
        on division_tree.view = division_path.view
        and division_tree.division_code = division_path.ancestor_code
    where division_path.view = $view
        and division_tree.parent_code = $division
    group by division_path.leaf_code

)

select within.leaf_code as village_code, coalesce(child.child_code, $division) as child_code
from within
left join child
    on child.leaf_code = within.leaf_code
order by within.leaf_code
