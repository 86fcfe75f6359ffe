-- What the checks found in a division, by check.
--
-- grain:   check_id
-- reads:   finding_count
-- inputs:
--     view      VARCHAR  management or legal
--     division  VARCHAR  division code
-- columns:
--     check_id    VARCHAR  the check
--     severity    VARCHAR  error, warning or information
--     findings    BIGINT   rows at fault  [条]
--     households  BIGINT   households with a row at fault  [户]
-- order:   findings desc, check_id
-- source:  notice 四

select check_id, severity, findings, households
from finding_count
where view = $view
    and division_code = $division
order by findings desc, check_id
