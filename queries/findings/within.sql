-- Every finding whose village's code begins with the division's, by its mark.
--
-- grain:   mark
-- reads:   finding_mark
-- inputs:
--     division      VARCHAR  code of a division; empty means everything
-- columns:
--     mark          VARCHAR  what triage knows it by
--     check_id      VARCHAR  the check
--     severity      VARCHAR  error, warning or information
--     village_code  VARCHAR  its village, or its township when the village is unknown
-- order:   village_code, check_id, mark

select
    finding_mark.mark,
    finding_mark.check_id,
    finding_mark.severity,
    finding_mark.village_code
from finding_mark
where starts_with(finding_mark.village_code, $division)
order by finding_mark.village_code, finding_mark.check_id, finding_mark.mark
