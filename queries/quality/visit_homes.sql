-- Every household of a division, and whether it is in a pattern of its village that is seldom chance.
--
-- grain:   household_id
-- reads:   division_path, household, pattern_entry, pattern_income, pattern_place, village_pattern
-- inputs:
--     view          VARCHAR  management or legal
--     division      VARCHAR  division code
--     least         DOUBLE   surprise from which a pattern counts
-- columns:
--     household_id  VARCHAR  the household
--     village_code  VARCHAR  its village, or its township when the village is unknown
--     is_in_pattern BOOLEAN  it is in such a pattern
-- order:   household_id

with

marked as (

    select pattern, village_code, household_id from pattern_income
    union all
    select pattern, village_code, household_id from pattern_entry
    union all
    select pattern, village_code, household_id from pattern_place

),

counted as (

    select distinct marked.household_id
    from marked
    join village_pattern
        on village_pattern.village_code = marked.village_code
        and village_pattern.pattern = marked.pattern
    where village_pattern.surprise >= $least

)

select
    household.household_id,
    household.village_code,
    counted.household_id is not null as is_in_pattern
from household
join division_path
    on division_path.view = $view
    and division_path.leaf_code = household.village_code
    and division_path.ancestor_code = $division
left join counted
    on counted.household_id = household.household_id
order by household.household_id
