-- One cell of one household or one of its people, to be revealed for a stated purpose.
--
-- grain:   subject, field
-- reads:   household, source_member
-- inputs:
--     household_id  VARCHAR  the household
--     subject       VARCHAR  the person; empty for the household itself
--     field         VARCHAR  name of the column
-- columns:
--     subject  VARCHAR  as asked
--     field    VARCHAR  as asked
--     value    VARCHAR  what stands there; null when nothing does
-- order:   subject, field

with

shown as (

    select
        '' as subject,
        case $field
            when 'head_name' then household.head_name
            when 'head_id_number' then household.head_id_number
            when 'phone' then household.phone
            when 'address' then household.address
            when 'point' then round(household.longitude, 6) || ', ' || round(household.latitude, 6)
        end as value
    from household
    where household.household_id = $household_id
        and $subject = ''
        and $field in ('head_name', 'head_id_number', 'phone', 'address', 'point')
    union all
    select
        source_member.person_id,
        case $field
            when 'name' then source_member.name
            when 'id_number' then source_member.id_number
            when 'phone' then source_member.phone
            when 'birth_on' then cast(source_member.birth_on as varchar)
        end
    from source_member
    where source_member.household_id = $household_id
        and source_member.person_id = $subject
        and $field in ('name', 'id_number', 'phone', 'birth_on')

)

select shown.subject, cast($field as varchar) as field, shown.value
from shown
order by shown.subject, field
