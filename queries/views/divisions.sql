-- The divisions down to the township, each with the one above it.
--
-- grain:   division_code
-- reads:   division_tree
-- inputs:
--     view           VARCHAR  management or legal
-- columns:
--     division_code  VARCHAR  the division
--     division_name  VARCHAR  its official name
--     short_name     VARCHAR  its name in charts
--     level          INTEGER  0 nation, 1 province to 4 township
--     parent_code    VARCHAR  the division above; null for the top
-- order:   level, division_code

select
    division_code,
    division_name,
    short_name,
    level,
    parent_code
from division_tree
where view = $view
    and level < 5
order by level, division_code
