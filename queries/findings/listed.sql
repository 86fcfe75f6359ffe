-- Findings by their marks, with what the register says and where it is; both sides' dates where a
-- department's comparison stands behind one.
--
-- grain:   mark
-- reads:   finding_mark, finding, source_household, division_tree, department_side
-- inputs:
--     view              VARCHAR    management or legal
--     marks             VARCHAR[]  the marks wanted
-- columns:
--     mark              VARCHAR    what triage knows it by
--     check_id          VARCHAR    the check
--     severity          VARCHAR    error, warning or information
--     household_id      VARCHAR    the household; null when a division is at fault
--     person_id         VARCHAR    the person; null when it is not about one
--     village_code      VARCHAR    its village, or its township when the village is unknown
--     town_name         VARCHAR    its township; null when placed above one
--     village_name      VARCHAR    its village; null when the village is unknown
--     head_name         VARCHAR    head of the household
--     field             VARCHAR    the column at fault
--     value             VARCHAR    what stands there; null when nothing does or it is hidden
--     expected          VARCHAR    what should; null when that cannot be told or it is hidden
--     is_missing        BOOLEAN    nothing stands there
--     register_on       DATE       day the register's row was last changed; null when not told
--     department        VARCHAR    code of list department; null without a comparison
--     department_on     DATE       day the department's data describe
--     happened_on       DATE       day of the event by the department; null when not told
--     tier              VARCHAR    by what its row was linked to the person; null when the source tells it
-- order:   check_id, village_code, household_id, mark

select
    finding_mark.mark,
    finding_mark.check_id,
    finding_mark.severity,
    finding_mark.household_id,
    finding.person_id,
    finding_mark.village_code,
    town.short_name as town_name,
    village.short_name as village_name,
    source_household.head_name,
    finding.field,
    finding.value,
    finding.expected,
    finding.is_missing,
    cast(source_household.updated_at as date) as register_on,
    department_side.department,
    department_side.department_on,
    department_side.happened_on,
    department_side.tier
from finding_mark
join finding
    on finding.finding_id = finding_mark.finding_id
left join source_household
    on source_household.household_id = finding_mark.household_id
left join department_side
    on department_side.finding_id = finding_mark.finding_id
left join division_tree as village
    on village.view = $view
    and village.division_code = finding_mark.village_code
    and village.level = 5
left join division_tree as town
    on town.view = $view
    and town.division_code = left(finding_mark.village_code, 9)
    and town.level = 4
where list_contains($marks, finding_mark.mark)
order by
    finding_mark.check_id, finding_mark.village_code, finding_mark.household_id, finding_mark.mark
