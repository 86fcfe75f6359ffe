-- What the active members of a household show of its risks: who can work, who is ill, disabled, at
-- school or kept by the safety net. A household without active members has its row too.
--
-- grain:   household_id
-- reads:   source_household, source_member
-- columns:
--     household_id         VARCHAR  the household
--     active               BIGINT   active members  [人]
--     able                 BIGINT   of ordinary or skilled labour  [人]
--     weak                 BIGINT   of weak or half labour  [人]
--     untold_labour        BIGINT   labour capacity missing  [人]
--     ill                  BIGINT   with a long-term or major illness  [人]
--     untold_health        BIGINT   state of health missing  [人]
--     disabled             BIGINT   with a disability  [人]
--     students             BIGINT   at school  [人]
--     on_safety_net        BIGINT   with a subsistence allowance or destitute support  [人]
--     is_without_labour    BOOLEAN  somebody is active, and nobody of ordinary or skilled labour; null while that is not told
--     is_no_labour_needy   BOOLEAN  is_without_labour, and somebody is kept by the safety net
-- order:   household_id
-- source:  domain.md §4.4, rule 6

with

person as (

    select
        source_member.household_id,
        case when source_member.labour_capacity in ('01', '02') then 1 else 0 end as able,
        case when source_member.labour_capacity = '03' then 1 else 0 end as weak,
        case when source_member.labour_capacity is null then 1 else 0 end as untold_labour,
        case when list_contains(source_member.health_status, '02')
            or list_contains(source_member.health_status, '03') then 1 else 0 end as ill,
        case when source_member.health_status is null then 1 else 0 end as untold_health,
        case when list_contains(source_member.health_status, '04')
            or source_member.disability_category is not null
            or source_member.disability_grade is not null then 1 else 0 end as disabled,
        case when coalesce(source_member.school_status, '00') <> '00' then 1 else 0 end as student,
        case when source_member.subsistence_type in ('01', '02')
            or coalesce(source_member.destitute_type, '00') <> '00' then 1 else 0 end as on_safety_net
    from source_member
    where coalesce(source_member.member_status, 'active') = 'active'

),

counted as (

    select
        person.household_id,
        count(person.able) as active,
        sum(person.able) as able,
        sum(person.weak) as weak,
        sum(person.untold_labour) as untold_labour,
        sum(person.ill) as ill,
        sum(person.untold_health) as untold_health,
        sum(person.disabled) as disabled,
        sum(person.student) as students,
        sum(person.on_safety_net) as on_safety_net
    from person
    group by person.household_id

)

select
    source_household.household_id,
    cast(coalesce(counted.active, 0) as bigint) as active,
    cast(coalesce(counted.able, 0) as bigint) as able,
    cast(coalesce(counted.weak, 0) as bigint) as weak,
    cast(coalesce(counted.untold_labour, 0) as bigint) as untold_labour,
    cast(coalesce(counted.ill, 0) as bigint) as ill,
    cast(coalesce(counted.untold_health, 0) as bigint) as untold_health,
    cast(coalesce(counted.disabled, 0) as bigint) as disabled,
    cast(coalesce(counted.students, 0) as bigint) as students,
    cast(coalesce(counted.on_safety_net, 0) as bigint) as on_safety_net,
    case
        when coalesce(counted.active, 0) = 0 or counted.able > 0 then false
        when counted.untold_labour = 0 then true
    end as is_without_labour,
    case
        when coalesce(counted.active, 0) = 0 or counted.able > 0 or counted.on_safety_net = 0 then false
        when counted.untold_labour = 0 then true
    end as is_no_labour_needy
from source_household
left join counted
    on counted.household_id = source_household.household_id
order by source_household.household_id
