-- Households whose latest case is eliminated and where, after its last day or month, somebody
-- active was diagnosed with a major illness, or the house was graded C or D; more than thirty days
-- ago, and without a new case since.
--
-- grain:     case_id, person_id
-- reads:     active_member, snapshot_info, source_household, source_monitor_case
-- inputs:
--     reidentified_days  INTEGER  days by which a household is taken in again  [天]
-- columns:
--     household_id  VARCHAR  the household
--     person_id     VARCHAR  who was diagnosed; null for a house
--     case_id       VARCHAR  the case eliminated
--     village_code  VARCHAR  its village, or its township when the village is unknown
--     field         VARCHAR  diagnosed_on or house_graded_on
--     value         VARCHAR  the day
--     expected      VARCHAR  null: it cannot be told
-- order:     village_code, household_id, case_id, person_id nulls first
-- source:    J10; design
-- severity:  warning
-- dimension: timeliness
-- title:     消除后再次出现风险未再识别
-- title_en:  New risk after elimination, not taken in again
-- remedy:    入户核实；存在风险的按程序再次识别，无风险的写明说明。
-- remedy_en: Visit; take the household in again, or enter why there is no risk.

with

latest as (

    select
        source_monitor_case.*,
        row_number() over (
            partition by source_monitor_case.household_id
            order by source_monitor_case.identified_month desc nulls last, source_monitor_case.case_id desc
        ) as place
    from source_monitor_case
    where coalesce(source_monitor_case.monitor_status, 'MONITORED')
        not in ('CANDIDATE', 'VERIFYING', 'APPRAISED', 'REJECTED')

),

ended as (

    select
        latest.household_id,
        latest.case_id,
        coalesce(latest.eliminated_on, last_day(latest.eliminated_month)) as ended_on
    from latest
    where latest.place = 1
        and latest.is_eliminated
        and not coalesce(latest.is_rolled_back, false)

),

event as (

    select household_id, person_id, 'diagnosed_on' as field, diagnosed_on as happened_on
    from active_member
    where list_contains(health_status, '03')
    union all
    select household_id, null, 'house_graded_on', house_graded_on
    from source_household
    where house_grade in ('C', 'D')

)

select
    ended.household_id,
    event.person_id,
    ended.case_id,
    source_household.placed_code as village_code,
    event.field,
    cast(event.happened_on as varchar) as value,
    cast(null as varchar) as expected
from ended
join event
    on event.household_id = ended.household_id
    and event.happened_on > ended.ended_on
join source_household
    on source_household.household_id = ended.household_id
cross join snapshot_info
where event.happened_on + $reidentified_days < snapshot_info.as_of_on
order by source_household.placed_code, ended.household_id, ended.case_id, event.person_id nulls first
