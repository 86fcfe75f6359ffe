-- What kinds of households the divisions of a level have, to find those that are alike.
--
-- grain:   division_code
-- reads:   division_path, household_count, open_case
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

    select place.division_code, count(distinct open_case.household_id) as households
    from open_case
    join place
        on place.leaf_code = open_case.village_code
    group by place.division_code

),

counted as (

    select
        division_code,
        sum(households) as households,
        sum(case when household_type in ('HT_POV_ENJOY', 'HT_POV_NOT_ENJOY') then households else 0 end) as lifted,
        sum(no_labour) as no_labour,
        sum(people) as people
    from household_count
    where view = $view
        and level = $level
    group by division_code

)

select
    counted.division_code,
    cast(counted.households as bigint) as households,
    cast(counted.lifted as double) / nullif(counted.households, 0) as lifted,
    cast(coalesce(monitored.households, 0) as double) / nullif(counted.households, 0) as monitored,
    cast(counted.no_labour as double) / nullif(counted.households, 0) as no_labour,
    cast(counted.people as double) / nullif(counted.households, 0) as people
from counted
left join monitored
    on monitored.division_code = counted.division_code
order by counted.division_code
