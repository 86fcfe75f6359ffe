-- The divisions of one parent, to move sideways among them; the tops when the parent is empty.
--
-- grain:   division_code
-- reads:   division_tree
-- inputs:
--     view    VARCHAR  management or legal
--     parent  VARCHAR  division code; empty for the tops
-- columns:
--     division_code  VARCHAR  the division
--     short_name     VARCHAR  its name in charts
-- order:   division_code

select
    division_tree.division_code,
    division_tree.short_name
from division_tree
where division_tree.view = $view
    and coalesce(division_tree.parent_code, '') = $parent
order by division_tree.division_code
