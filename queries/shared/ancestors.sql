-- A division and those above it, from the top down: the breadcrumb.
--
-- grain:   division_code
-- reads:   division_path, division_tree
-- inputs:
--     view      VARCHAR  management or legal
--     division  VARCHAR  division code
-- columns:
--     division_code  VARCHAR  itself or a division above it
--     division_name  VARCHAR  its name
--     short_name     VARCHAR  its name in charts
--     level          INTEGER  1 province to 5 village
--     division_kind  VARCHAR  code of list division_kind
--     is_local_code  BOOLEAN  its code is not an official one
-- order:   level

select
    division_tree.division_code,
    division_tree.division_name,
    division_tree.short_name,
    division_tree.level,
    division_tree.division_kind,
    division_tree.is_local_code
from division_path
join division_tree
    on division_tree.division_code = division_path.ancestor_code
where division_path.view = $view
    and division_tree.view = $view
    and division_path.leaf_code = $division
order by division_tree.level
