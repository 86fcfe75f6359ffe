-- The findings of one household, each with its mark.
--
-- grain:   mark
-- reads:   finding_mark, finding
-- inputs:
--     household_id  VARCHAR  the household
-- columns:
--     mark          VARCHAR  what triage knows it by
--     check_id      VARCHAR  the check
--     severity      VARCHAR  error, warning or information
--     village_code  VARCHAR  its village, or its township when the village is unknown
--     household_id  VARCHAR  the household
--     field         VARCHAR  the column at fault
--     value         VARCHAR  what stands there; null when nothing does or it is hidden
--     expected      VARCHAR  what should; null when that cannot be told or it is hidden
--     is_missing    BOOLEAN  nothing stands there
-- order:   check_id, mark

select
    finding_mark.mark,
    finding_mark.check_id,
    finding_mark.severity,
    finding_mark.village_code,
    finding_mark.household_id,
    finding.field,
    finding.value,
    finding.expected,
    finding.is_missing
from finding_mark
join finding
    on finding.finding_id = finding_mark.finding_id
where finding_mark.household_id = $household_id
order by finding_mark.check_id, finding_mark.mark
