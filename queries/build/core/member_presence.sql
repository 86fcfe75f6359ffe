-- From when and until when each person belonged to their household, as far as that household's
-- dated changes tell.
--
-- grain:   person_id
-- reads:   source_member, source_member_change
-- columns:
--     person_id     VARCHAR  the person
--     household_id  VARCHAR  their household
--     is_active     BOOLEAN  on the register today; an empty status means so
--     joined_on     DATE     first dated increase; null when none is known: always belonged
--     left_on       DATE     last dated decrease of a person who left; null when active or undated
-- order:   household_id, person_id

with

change as (

    select
        source_member_change.household_id,
        source_member_change.person_id,
        min(case when source_member_change.change_direction = 'increase'
            then source_member_change.changed_on end) as first_increase_on,
        max(case when source_member_change.change_direction = 'decrease'
            then source_member_change.changed_on end) as last_decrease_on
    from source_member_change
    where source_member_change.person_id is not null
    group by source_member_change.household_id, source_member_change.person_id

)

select
    source_member.person_id,
    source_member.household_id,
    coalesce(source_member.member_status, 'active') = 'active' as is_active,
    change.first_increase_on as joined_on,
    case when source_member.member_status = 'left' then change.last_decrease_on end as left_on
from source_member
left join change
    on change.person_id = source_member.person_id
    and change.household_id = source_member.household_id
order by source_member.household_id, source_member.person_id
