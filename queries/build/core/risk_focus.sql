-- Households of the groups the notice asks to look at first, with the day their newest member came
-- into the group: a subsistence allowance, destitute support, major illness, severe disability,
-- an elder who cannot look after themselves. A day that is not told leaves the group undated.
--
-- grain:   household_id, focus_group
-- reads:   household, source_member, snapshot_info
-- columns:
--     household_id    VARCHAR  the household
--     village_code    VARCHAR  its village, or its township when the village is unknown
--     household_type  VARCHAR  code of list household_type, or UNKNOWN
--     focus_group     VARCHAR  subsistence, destitute, major_illness, severe_disability or dependent_elder
--     members         BIGINT   active members in the group  [人]
--     since_on        DATE     the latest day one came into it; null when none is told
--     swept_on        DATE     day of the concentrated sweep
--     sweep_result    VARCHAR  code of list sweep_result
-- order:   village_code, household_id, focus_group
-- source:  notice 一（一）

with

grouped as (

    select household_id, 'subsistence' as focus_group, subsistence_from_on as since_on
    from source_member
    where subsistence_type in ('01', '02') and coalesce(member_status, 'active') = 'active'
    union all
    select household_id, 'destitute', destitute_from_on
    from source_member
    where coalesce(destitute_type, '00') <> '00' and coalesce(member_status, 'active') = 'active'
    union all
    select household_id, 'major_illness', diagnosed_on
    from source_member
    where list_contains(health_status, '03') and coalesce(member_status, 'active') = 'active'
    union all
    select household_id, 'severe_disability', disability_certified_on
    from source_member
    where disability_grade in ('1', '2') and coalesce(member_status, 'active') = 'active'
    union all
    select household_id, 'dependent_elder', cast(null as date)
    from source_member
    cross join snapshot_info
    where care_level = '03'
        and birth_on <= cast(as_of_on - interval 720 month as date)
        and coalesce(member_status, 'active') = 'active'

)

select
    household.household_id,
    household.village_code,
    coalesce(household.household_type, 'UNKNOWN') as household_type,
    grouped.focus_group,
    cast(count(grouped.household_id) as bigint) as members,
    max(grouped.since_on) as since_on,
    household.swept_on,
    household.sweep_result
from grouped
join household
    on household.household_id = grouped.household_id
group by
    household.household_id, household.village_code, household.household_type,
    grouped.focus_group, household.swept_on, household.sweep_result
order by household.village_code, household.household_id, grouped.focus_group
