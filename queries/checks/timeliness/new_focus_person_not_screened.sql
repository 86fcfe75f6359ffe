-- Active members who in the last ninety days began to receive the subsistence allowance or support
-- as destitute, were diagnosed with a major illness or certified severely disabled, in a household
-- that was never a case, not even a clue, and has no note of its screening.
--
-- grain:     person_id, field
-- reads:     active_member, snapshot_info, source_household, source_monitor_case
-- inputs:
--     focus_days  INTEGER  days somebody counts as new  [天]
-- columns:
--     household_id  VARCHAR  the household
--     person_id     VARCHAR  the person
--     case_id       VARCHAR  null: not about a case
--     village_code  VARCHAR  its village, or its township when the village is unknown
--     field         VARCHAR  what began
--     value         VARCHAR  the day it began
--     expected      VARCHAR  null: it cannot be told
-- order:     village_code, household_id, person_id, field
-- source:    H28; notice 一（一）
-- severity:  warning
-- dimension: timeliness
-- title:     应纳未纳: 重点群体未纳入
-- title_en:  New in a focus group, not screened
-- remedy:    入户核实；符合条件的纳入，不符合的写明排查说明。
-- remedy_en: Visit: include the household, or enter a note of why not.

with

new as (

    select household_id, person_id, village_code, 'subsistence_from_on' as field, subsistence_from_on as since_on
    from active_member
    where subsistence_type in ('01', '02')
    union all
    select household_id, person_id, village_code, 'destitute_from_on', destitute_from_on
    from active_member
    where destitute_type <> '00'
    union all
    select household_id, person_id, village_code, 'diagnosed_on', diagnosed_on
    from active_member
    where list_contains(health_status, '03')
    union all
    select household_id, person_id, village_code, 'disability_certified_on', disability_certified_on
    from active_member
    where disability_grade in ('1', '2')

)

select
    new.household_id,
    new.person_id,
    cast(null as varchar) as case_id,
    new.village_code,
    new.field,
    cast(new.since_on as varchar) as value,
    cast(null as varchar) as expected
from new
join source_household
    on source_household.household_id = new.household_id
cross join snapshot_info
where new.since_on between snapshot_info.as_of_on - $focus_days and snapshot_info.as_of_on
    and source_household.sweep_note is null
    and not exists (
        select 1
        from source_monitor_case
        where source_monitor_case.household_id = new.household_id
    )
order by new.village_code, new.household_id, new.person_id, new.field
