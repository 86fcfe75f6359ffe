-- Every division of a level by dimension of the checks, and over all of them: households checked,
-- those with a finding, and the score.
--
-- grain:   division_code, dimension
-- reads:   division_path, division_tree, finding_mark, household_count
-- inputs:
--     view           VARCHAR    management or legal
--     level          BIGINT     1 province to 5 village
--     checks         VARCHAR[]  ids of the checks that count
--     dimensions     VARCHAR[]  the dimension of each of them
--     without        VARCHAR[]  marks kept as false alarms or exemptions, which do not count
-- columns:
--     division_code  VARCHAR    the division
--     dimension      VARCHAR    completeness and so on, or all
--     short_name     VARCHAR    the name used in charts
--     parent_code    VARCHAR    the division above it in this tree
--     households     BIGINT     households of the register, all of them checked  [户]
--     at_fault       BIGINT     of these, with at least one such finding  [户]
--     findings       BIGINT     such findings, those of divisions themselves included  [条]
--     score          DOUBLE     100 (1 - at_fault / households)  [分]
-- order:   division_code, dimension

with

kind as (

    select unnest($checks) as check_id, unnest($dimensions) as dimension

),

asked as (

    select distinct dimension from kind
    union all
    select 'all'

),

place as (

    select division_path.leaf_code, division_path.ancestor_code as division_code
    from division_path
    where division_path.view = $view
        and division_path.level = $level

),

checked as (

    select division_code, sum(households) as households
    from household_count
    where view = $view
        and level = $level
    group by division_code

),

counted as (

    select place.division_code, kind.dimension, finding_mark.household_id, finding_mark.mark
    from finding_mark
    join kind
        on kind.check_id = finding_mark.check_id
    join place
        on place.leaf_code = finding_mark.village_code
    where not list_contains($without, finding_mark.mark)

),

found as (

    select division_code, dimension, count(*) as findings, count(distinct household_id) as at_fault
    from counted
    group by division_code, dimension
    union all
    select division_code, 'all', count(*), count(distinct household_id)
    from counted
    group by division_code

)

select
    checked.division_code,
    asked.dimension,
    division_tree.short_name,
    division_tree.parent_code,
    cast(checked.households as bigint) as households,
    coalesce(found.at_fault, 0) as at_fault,
    coalesce(found.findings, 0) as findings,
    100 * (1 - cast(coalesce(found.at_fault, 0) as double) / checked.households) as score
from checked
cross join asked
join division_tree
    on division_tree.view = $view
    and division_tree.division_code = checked.division_code
left join found
    on found.division_code = checked.division_code
    and found.dimension = asked.dimension
order by checked.division_code, asked.dimension
