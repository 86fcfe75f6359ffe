-- What the checks found, of every division down to the township, by check. A finding is suspected only.
--
-- grain:   division_code, check_id
-- reads:   division_tree, finding_count
-- inputs:
--     view           VARCHAR  management or legal
-- columns:
--     division_code  VARCHAR  the division
--     short_name     VARCHAR  its name in charts
--     level          INTEGER  0 nation, 1 province to 4 township
--     check_id       VARCHAR  the check
--     severity       VARCHAR  error, warning or information
--     findings       BIGINT   rows at fault  [条]
--     households     BIGINT   households with a row at fault  [户]
-- order:   level, division_code, check_id

select
    finding_count.division_code,
    division_tree.short_name,
    division_tree.level,
    finding_count.check_id,
    finding_count.severity,
    finding_count.findings,
    finding_count.households
from finding_count
join division_tree
    on division_tree.view = finding_count.view
    and division_tree.division_code = finding_count.division_code
where finding_count.view = $view
    and finding_count.level < 5
order by division_tree.level, finding_count.division_code, finding_count.check_id
