-- What kinds of households the divisions of a level have, to find those that are alike.
--
-- grain:   division_code
-- reads:   division_path, household, open_case
-- inputs:
--     view           VARCHAR  management or legal
--     level          BIGINT   1 province to 5 village
-- columns:
--     division_code  VARCHAR  the division
--     households     BIGINT   households of the register  [户]
--     lifted         DOUBLE   share lifted out of poverty  [1]
--     monitored      DOUBLE   share under monitoring  [1]
--     no_labour      DOUBLE   share without labour as the source states it  [1]
--     people         DOUBLE   active members a household  [人]
-- order:   division_code

with

place as (

    select division_path.leaf_code, division_path.ancestor_code as division_code
    from division_path
    where division_path.view = $view
        and division_path.level = $level

),

monitored as (

    select distinct household_id
    from open_case

)

select
    place.division_code,
    count(*) as households,
    avg(case when household.household_type in ('HT_POV_ENJOY', 'HT_POV_NOT_ENJOY') then 1.0 else 0.0 end) as lifted,
    avg(case when monitored.household_id is not null then 1.0 else 0.0 end) as monitored,
    avg(case when household.is_whole_no_labour then 1.0 else 0.0 end) as no_labour,
    avg(cast(household.people as double)) as people
from household
join place
    on place.leaf_code = household.village_code
left join monitored
    on monitored.household_id = household.household_id
group by place.division_code
order by place.division_code
