-- The findings of a division, each with its mark and the division directly below the chosen one
-- that it lies in; the village itself when the chosen division is one.
--
-- grain:   mark
-- reads:   finding_mark, division_path, division_tree
-- inputs:
--     view          VARCHAR  management or legal
--     division      VARCHAR  division code
-- columns:
--     mark          VARCHAR  what triage knows it by
--     check_id      VARCHAR  the check
--     severity      VARCHAR  error, warning or information
--     village_code  VARCHAR  its village, or its township when the village is unknown
--     household_id  VARCHAR  the household; null when a division is at fault
--     child_code    VARCHAR  the division below the chosen one, or the chosen one itself
-- order:   check_id, village_code, household_id, mark

with

child as (

    select division_path.leaf_code, min(division_path.ancestor_code) as child_code
    from division_path
    join division_tree
        on division_tree.view = division_path.view
        and division_tree.division_code = division_path.ancestor_code
    where division_path.view = $view
        and division_tree.parent_code = $division
    group by division_path.leaf_code

)

select
    finding_mark.mark,
    finding_mark.check_id,
    finding_mark.severity,
    finding_mark.village_code,
    finding_mark.household_id,
    coalesce(child.child_code, division_path.ancestor_code) as child_code
from finding_mark
join division_path
    on division_path.view = $view
    and division_path.leaf_code = finding_mark.village_code
    and division_path.ancestor_code = $division
left join child
    on child.leaf_code = finding_mark.village_code
order by
    finding_mark.check_id, finding_mark.village_code, finding_mark.household_id, finding_mark.mark
