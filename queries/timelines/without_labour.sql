-- Who lives in the eliminated households without any labour: each active member with what they can
-- do and what keeps them, so that the guard can be judged.
--
-- grain:   household_id, person_id
-- reads:   procedure_elimination, division_path, source_member
-- inputs:
--     view          VARCHAR  management or legal
--     division      VARCHAR  division code
--     month         DATE     last month counted, first day
--     monitor_type  VARCHAR  one type only; empty for all
--     main_risk     VARCHAR  one main risk only; empty for all
-- columns:
--     household_id      VARCHAR  the household
--     person_id         VARCHAR  the member
--     name              VARCHAR  their name
--     relation_to_head  VARCHAR  code of list relation_to_head
--     labour_capacity   VARCHAR  code of list labour_capacity
--     subsistence_type  VARCHAR  code of list subsistence_type
--     destitute_type    VARCHAR  code of list destitute_type
-- order:   household_id, person_id

with

behind as (

    select distinct procedure_elimination.household_id
    from procedure_elimination
    join division_path
        on division_path.leaf_code = procedure_elimination.village_code
        and division_path.view = $view
        and division_path.ancestor_code = $division
    where is_no_labour
        and closed_month <= $month
        and ($monitor_type = '' or monitor_type = $monitor_type)
        and ($main_risk = '' or main_risk = $main_risk)

)

select
    behind.household_id,
    source_member.person_id,
    source_member.name,
    source_member.relation_to_head,
    source_member.labour_capacity,
    source_member.subsistence_type,
    source_member.destitute_type
from behind
join source_member
    on source_member.household_id = behind.household_id
where coalesce(source_member.member_status, 'active') = 'active'
order by behind.household_id, source_member.person_id
