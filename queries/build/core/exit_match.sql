-- What departments found on somebody of a household, or on a child in a household of its own, and
-- has not been refuted: a hit verified true is proven, one not yet verified is only suspected, and so
-- is one whose household is known only by linking the name and number it gives.
--
-- grain:   match_id
-- reads:   department_link, source_dept_match, household, member_presence
-- columns:
--     match_id      VARCHAR  the comparison
--     match_item    VARCHAR  code of list match_item
--     household_id  VARCHAR  the household
--     village_code  VARCHAR  its village
--     person_id     VARCHAR  the member, told or linked by a strong tier; null when neither
--     link_id       VARCHAR  the tie to the child; null for members
--     holder_role   VARCHAR  code of list holder_role
--     is_proven     BOOLEAN  verified true; null while suspected
--     is_ended      BOOLEAN  has an end that is past
-- order:   village_code, household_id, match_id
-- source:  contract, dept_match.verify_result: a hit not verified is suspected

select
    source_dept_match.match_id,
    source_dept_match.match_item,
    household.household_id,
    household.village_code,
    coalesce(department_link.person_id, source_dept_match.person_id) as person_id,
    source_dept_match.link_id,
    coalesce(source_dept_match.holder_role, 'member') as holder_role,
    case
        when source_dept_match.verify_result = 'true'
            and (department_link.match_id is null
                or coalesce(source_dept_match.household_id = department_link.household_id, false))
            then true
    end as is_proven,
    coalesce(source_dept_match.ended_on <= source_dept_match.as_of_on, false) as is_ended
from source_dept_match
left join department_link
    on department_link.match_id = source_dept_match.match_id
    and department_link.is_strong
join household
    on household.household_id = coalesce(department_link.household_id, source_dept_match.household_id)
where source_dept_match.match_result = 'hit'
    and coalesce(source_dept_match.verify_result, 'pending') not in ('false', 'changed')
    and not exists (
        select 1
        from member_presence
        where not member_presence.is_active
            and member_presence.person_id
            = coalesce(department_link.person_id, source_dept_match.person_id)
            and member_presence.household_id = household.household_id
    )
order by household.village_code, household.household_id, source_dept_match.match_id
