-- Active members with a work record that begins before another of theirs, begun earlier, had
-- ended; the latest such is shown. Records that begin on one day are one job told twice.
--
-- grain:     person_id
-- reads:     active_member, source_work_monitor
-- columns:
--     household_id  VARCHAR  the household
--     person_id     VARCHAR  the person
--     case_id       VARCHAR  null: not about a case
--     village_code  VARCHAR  its village, or its township when the village is unknown
--     field         VARCHAR  started_on
--     value         VARCHAR  when the later job began
--     expected      VARCHAR  on or after the end of the earlier one
-- order:     village_code, household_id, person_id
-- source:    E06; T5 5_12_001
-- severity:  error
-- dimension: accuracy
-- title:     务工起始早于上次结束
-- title_en:  Job begun before the last ended
-- remedy:    核实两段务工的起止时间。
-- remedy_en: Find when both jobs began and ended.

with

sequenced as (

    select
        person_id, started_on,
        max(ended_on) over (
            partition by person_id
            order by started_on
            range between unbounded preceding and interval 1 day preceding
        ) as last_ended_on
    from source_work_monitor
    where started_on is not null

),

overlapping as (

    select
        person_id,
        max(started_on) as started_on,
        max_by(last_ended_on, started_on) as last_ended_on
    from sequenced
    where started_on < last_ended_on
    group by person_id

)

select
    active_member.household_id,
    active_member.person_id,
    cast(null as varchar) as case_id,
    active_member.village_code,
    'started_on' as field,
    cast(overlapping.started_on as varchar) as value,
    '≥ ' || cast(overlapping.last_ended_on as varchar) as expected
from active_member
join overlapping
    on overlapping.person_id = active_member.person_id
order by active_member.village_code, active_member.household_id, active_member.person_id
