-- What members of a household say of the risk of poverty: the notice's focus groups, and how many kinds
-- of risk the members show. Each claim is known to hold, known not to, or unknown.
--
-- grain:   household_id
-- reads:   source_member, member_presence, snapshot_info
-- columns:
--     household_id           VARCHAR  the household
--     has_new_subsistence    BOOLEAN  somebody was taken on the allowance within ninety days
--     has_scattered          BOOLEAN  somebody is supported as destitute at home
--     has_disabled_elder     BOOLEAN  somebody of sixty or more cannot look after themselves
--     is_ill                 BOOLEAN  somebody has a chronic or major illness
--     is_disabled            BOOLEAN  somebody is disabled
--     is_studying            BOOLEAN  somebody studies beyond compulsory schooling
--     has_no_labour          BOOLEAN  nobody is able to work, weak labour counted as able
--     has_no_full_labour     BOOLEAN  nobody has ordinary or skilled labour
--     has_dropout            BOOLEAN  a child left compulsory schooling
--     has_uninsured          BOOLEAN  somebody has no basic medical insurance
-- order:   household_id
-- source:  notice, 1 (1) and 1 (3)

with

person as (

    select
        member_presence.household_id,
        source_member.subsistence_type in ('01', '02')
            and source_member.subsistence_from_on > snapshot_info.as_of_on - 90 as is_new,
        source_member.destitute_type = '03' as is_scattered,
        source_member.care_level = '03'
            and source_member.birth_on <= cast(snapshot_info.as_of_on - interval 60 year as date) as is_elder,
        list_contains(source_member.health_status, '02')
            or list_contains(source_member.health_status, '03') as is_ill,
        list_contains(source_member.health_status, '04') as is_disabled,
        coalesce(source_member.school_status, '00') between '31' and '80'
            or coalesce(source_member.school_status, '00') = '82' as is_studying,
        source_member.labour_capacity in ('01', '02', '03') as is_able,
        source_member.labour_capacity in ('01', '02') as is_fully_able,
        coalesce(source_member.dropout_reason <> '06', false) as is_dropout,
        not (source_member.has_resident_medical or source_member.has_employee_medical
            or source_member.insurance_exemption is not null) as is_uninsured
    from source_member
    join member_presence
        on member_presence.person_id = source_member.person_id
    cross join snapshot_info
    where member_presence.is_active

)

select
    person.household_id,
    bool_or(is_new) or case when bool_or(is_new is null) then null else false end as has_new_subsistence,
    bool_or(is_scattered) or case when bool_or(is_scattered is null) then null else false end as has_scattered,
    bool_or(is_elder) or case when bool_or(is_elder is null) then null else false end as has_disabled_elder,
    bool_or(is_ill) or case when bool_or(is_ill is null) then null else false end as is_ill,
    bool_or(is_disabled) or case when bool_or(is_disabled is null) then null else false end as is_disabled,
    bool_or(is_studying) or case when bool_or(is_studying is null) then null else false end as is_studying,
    not (bool_or(is_able) or case when bool_or(is_able is null) then null else false end) as has_no_labour,
    not (bool_or(is_fully_able) or case when bool_or(is_fully_able is null) then null else false end)
        as has_no_full_labour,
    bool_or(is_dropout) as has_dropout,
    bool_or(is_uninsured) or case when bool_or(is_uninsured is null) then null else false end as has_uninsured
from person
group by person.household_id
order by person.household_id
