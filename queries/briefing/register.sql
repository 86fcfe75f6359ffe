-- Households on the register today, by household type: the population that monitoring stands in.
--
-- grain:   household_type
-- reads:   household_count
-- inputs:
--     view      VARCHAR  management or legal
--     division  VARCHAR  division code
-- columns:
--     household_type  VARCHAR  code of list household_type, or UNKNOWN
--     households      BIGINT   households  [户]
--     people          BIGINT   active members  [人]
-- order:   household_type

select
    household_count.household_type,
    household_count.households,
    household_count.people
from household_count
where household_count.view = $view
    and household_count.division_code = $division
order by household_count.household_type
