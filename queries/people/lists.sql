-- Rows of departments' lists that do not tell our number of the person, with the member of the division
-- each means or may mean: those to be verified first.
--
-- grain:   match_id, person_id
-- reads:   department_link, active_member, division_path, division_tree
-- inputs:
--     view      VARCHAR  management or legal
--     division  VARCHAR  division code
--     skip      BIGINT   rows passed over
--     take      BIGINT   rows listed at most
-- columns:
--     match_id          VARCHAR  the comparison
--     person_id         VARCHAR  the member
--     household_id      VARCHAR  their household
--     department        VARCHAR  code of list department
--     match_item        VARCHAR  code of list match_item
--     department_on     DATE     day the department's data describe
--     holder_name       VARCHAR  as the department states it; null when it does not
--     holder_id_number  VARCHAR  as the department states it; null when it does not
--     name              VARCHAR  of the member
--     id_number         VARCHAR  of the member
--     village_name      VARCHAR  the member's village; null when not known
--     tier              VARCHAR  by what they were linked; words in messages, pages.people.tiers
--     is_strong         BOOLEAN  taken as the member's by the checks
--     in_all            BIGINT   rows in all  [条]
-- order:   is_strong, tier, village_code, household_id, person_id, match_id

select
    department_link.match_id,
    department_link.person_id,
    department_link.household_id,
    department_link.department,
    department_link.match_item,
    department_link.department_on,
    department_link.holder_name,
    department_link.holder_id_number,
    active_member.name,
    active_member.id_number,
    village.division_name as village_name,
    department_link.tier,
    department_link.is_strong,
    count(*) over () as in_all
from department_link
join division_path
    on division_path.view = $view
    and division_path.ancestor_code = $division
    and division_path.leaf_code = department_link.village_code
join active_member
    on active_member.person_id = department_link.person_id
left join division_tree as village
    on village.view = 'legal'
    and village.division_code = department_link.village_code
order by
    department_link.is_strong, department_link.tier, department_link.village_code,
    department_link.household_id, department_link.person_id, department_link.match_id
limit $take offset $skip
