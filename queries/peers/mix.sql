-- What kinds of households the divisions of a level have, in counts, to find those that are alike and
-- to say why.
--
-- grain:   division_code
-- reads:   division_path, division_tree, household, open_case
-- inputs:
--     view           VARCHAR  management or legal
--     level          BIGINT   1 province to 5 village
-- columns:
--     division_code         VARCHAR  the division
--     short_name            VARCHAR  its name
--     households            BIGINT   households of the register  [户]
--     people                BIGINT   their active members  [人]
--     lifted_households     BIGINT   of these, lifted out of poverty  [户]
--     monitored_households  BIGINT   of these, under monitoring  [户]
--     no_labour_households  BIGINT   of these, without labour as the source states it  [户]
-- order:   division_code

with

place as (

    select division_path.leaf_code, division_path.ancestor_code as division_code, division_tree.short_name
    from division_path
    join division_tree
        on division_tree.view = division_path.view
        and division_tree.division_code = division_path.ancestor_code
    where division_path.view = $view
        and division_path.level = $level

),

monitored as (

    select distinct household_id
    from open_case

)

select
    place.division_code,
    place.short_name,
    count(*) as households,
    cast(sum(household.people) as bigint) as people,
    count(*) filter (household.household_type in ('HT_POV_ENJOY', 'HT_POV_NOT_ENJOY')) as lifted_households,
    count(monitored.household_id) as monitored_households,
    count(*) filter (household.is_whole_no_labour) as no_labour_households
from household
join place
    on place.leaf_code = household.village_code
left join monitored
    on monitored.household_id = household.household_id
group by place.division_code, place.short_name
order by place.division_code
