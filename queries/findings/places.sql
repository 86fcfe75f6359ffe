-- Names of divisions by their codes.
--
-- grain:   division_code
-- reads:   division_tree
-- inputs:
--     view           VARCHAR    management or legal
--     codes          VARCHAR[]  codes of divisions
-- columns:
--     division_code  VARCHAR    the division
--     short_name     VARCHAR    the name used in charts
--     parent_name    VARCHAR    of the division above it; null for the top
--     level          INTEGER    1 province to 5 village
-- order:   division_code

select
    division_tree.division_code,
    division_tree.short_name,
    above.short_name as parent_name,
    division_tree.level
from division_tree
left join division_tree as above
    on above.view = division_tree.view
    and above.division_code = division_tree.parent_code
where division_tree.view = $view
    and list_contains($codes, division_tree.division_code)
order by division_tree.division_code
