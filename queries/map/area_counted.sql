-- How many registered households of a division are shown: inside the drawn area, when there is one.
--
-- grain:   one row
-- reads:   household, division_path
-- inputs:
--     view        VARCHAR  management or legal
--     division    VARCHAR  division code
-- columns:
--     households  BIGINT   of the register  [户]
-- order:   households

select count(household.household_id) as households
from household
join division_path
    on division_path.leaf_code = household.village_code
    and division_path.view = $view
    and division_path.ancestor_code = $division
order by households
