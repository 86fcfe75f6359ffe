-- Every row at fault, by check, as far as the reader may see.
--
-- grain:   finding_id
-- reads:   finding
-- inputs:
--     checks        VARCHAR[]  ids of the checks wanted, such as A02; empty means every check
-- columns:
--     finding_id    VARCHAR    the same for the same fault in every snapshot
--     check_id      VARCHAR    the check
--     severity      VARCHAR    error, warning or information
--     household_id  VARCHAR    the household; null when a division is at fault
--     person_id     VARCHAR    the person; null when it is not about one
--     case_id       VARCHAR    the spell of monitoring; null when it is not about one
--     village_code  VARCHAR    its village, or its township when the village is unknown
--     field         VARCHAR    the column at fault
--     value         VARCHAR    what stands there; null when nothing does or it is hidden
--     expected      VARCHAR    what should; null when that cannot be told or it is hidden
--     is_missing    BOOLEAN    nothing stands there
-- order:   check_id, village_code, household_id, case_id, person_id, field, value

select
    finding.finding_id,
    finding.check_id,
    finding.severity,
    finding.household_id,
    finding.person_id,
    finding.case_id,
    finding.village_code,
    finding.field,
    finding.value,
    finding.expected,
    finding.is_missing
from finding
where len($checks) = 0 or list_contains($checks, finding.check_id)
order by
    finding.check_id, finding.village_code, finding.household_id, finding.case_id,
    finding.person_id, finding.field, finding.value
