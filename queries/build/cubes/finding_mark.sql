-- Every finding with its mark: a digest of the check, the subject, the field and the value, equal in
-- every snapshot until the data change. It is how triage knows a record again.
--
-- grain:   mark
-- reads:   finding
-- columns:
--     mark          VARCHAR  32 hexadecimal digits
--     finding_id    VARCHAR  the finding; the same whatever the value
--     check_id      VARCHAR  the check
--     severity      VARCHAR  error, warning or information
--     village_code  VARCHAR  its village, or its township when the village is unknown
--     household_id  VARCHAR  the household; null when a division is at fault
-- order:   check_id, village_code, household_id, mark

select
    md5(finding.finding_id || '|' || coalesce(finding.value, '')) as mark,
    min(finding.finding_id) as finding_id,
    min(finding.check_id) as check_id,
    min(finding.severity) as severity,
    min(finding.village_code) as village_code,
    min(finding.household_id) as household_id
from finding
group by md5(finding.finding_id || '|' || coalesce(finding.value, ''))
order by min(finding.check_id), min(finding.village_code), min(finding.household_id), mark
