-- Where what the rules know of a household comes from: each thing departments were asked, who told last,
-- and of which day; a comparison of a whole division counts where nothing nearer was told.
--
-- grain:   match_item
-- reads:   source_dept_match, household, division_path
-- inputs:
--     household_id  VARCHAR  number of the household
-- columns:
--     match_item   VARCHAR  code of list match_item
--     department   VARCHAR  code of list department
--     as_of_on     DATE     day the department's data describe
--     is_division  BOOLEAN  told by comparing a whole division
-- order:   match_item

with

told as (

    select match_item, department, as_of_on, false as is_division
    from source_dept_match
    where household_id = $household_id
        and match_result in ('hit', 'none')
    union all
    select source_dept_match.match_item, source_dept_match.department, source_dept_match.as_of_on, true
    from household
    join division_path
        on division_path.leaf_code = household.village_code
        and division_path.view = 'management'
    join source_dept_match
        on source_dept_match.scope_code = division_path.ancestor_code
        and source_dept_match.match_result = 'covered'
    where household.household_id = $household_id

),

ranked as (

    select
        *,
        row_number() over (
            partition by match_item order by is_division, as_of_on desc, department
        ) as from_best
    from told

)

select
    ranked.match_item,
    ranked.department,
    ranked.as_of_on,
    ranked.is_division
from ranked
where ranked.from_best = 1
order by ranked.match_item
