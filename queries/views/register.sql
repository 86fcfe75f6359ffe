-- Households and people on the register, of every division down to the township, by household type.
--
-- grain:   division_code, household_type
-- reads:   division_tree, household_count
-- inputs:
--     view            VARCHAR  management or legal
-- columns:
--     division_code   VARCHAR  the division
--     short_name      VARCHAR  its name in charts
--     level           INTEGER  0 nation, 1 province to 4 township
--     household_type  VARCHAR  code of list household_type, or UNKNOWN
--     households      BIGINT   households  [户]
--     people          BIGINT   active members  [人]
-- order:   level, division_code, household_type

select
    household_count.division_code,
    division_tree.short_name,
    division_tree.level,
    household_count.household_type,
    household_count.households,
    household_count.people
from household_count
join division_tree
    on division_tree.view = household_count.view
    and division_tree.division_code = household_count.division_code
where household_count.view = $view
    and household_count.level < 5
order by division_tree.level, household_count.division_code, household_count.household_type
