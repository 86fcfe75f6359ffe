-- What the checks found, by division, check and severity. A household counts once for a check
-- however many of its rows are at fault.
--
-- grain:   view, division_code, check_id
-- reads:   finding, division_path
-- columns:
--     view           VARCHAR  management or legal
--     division_code  VARCHAR  the division, any level
--     level          INTEGER  its level, 1 province to 5 village
--     check_id       VARCHAR  the check
--     severity       VARCHAR  error, warning or information
--     findings       BIGINT   rows at fault
--     households     BIGINT   households with a row at fault  [户]
-- order:   view, level, division_code, check_id

with

leaf as (

    select
        finding.village_code,
        finding.check_id,
        finding.severity,
        count(*) as findings,
        count(distinct finding.household_id) as households
    from finding
    group by finding.village_code, finding.check_id, finding.severity

)

select
    division_path.view,
    division_path.ancestor_code as division_code,
    division_path.level,
    leaf.check_id,
    leaf.severity,
    cast(sum(leaf.findings) as bigint) as findings,
    cast(sum(leaf.households) as bigint) as households
from leaf
join division_path
    on division_path.leaf_code = leaf.village_code
group by
    division_path.view, division_path.ancestor_code, division_path.level,
    leaf.check_id, leaf.severity
order by division_path.view, division_path.level, division_path.ancestor_code, leaf.check_id
