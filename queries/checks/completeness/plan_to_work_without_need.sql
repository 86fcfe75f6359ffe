-- Active members who by their work record of the latest year plan to work, and state no need of
-- service; none is a statement.
--
-- grain:     person_id
-- reads:     active_member, source_work_monitor
-- columns:
--     household_id  VARCHAR  the household
--     person_id     VARCHAR  the person
--     case_id       VARCHAR  null: not about a case
--     village_code  VARCHAR  its village, or its township when the village is unknown
--     field         VARCHAR  service_needs
--     value         VARCHAR  null: missing
--     expected      VARCHAR  null: it cannot be told
-- order:     village_code, household_id, person_id
-- source:    E14; T5 5_15_009
-- severity:  warning
-- dimension: completeness
-- title:     计划务工未填服务需求
-- title_en:  Plan to work without service need
-- remedy:    询问就业服务需求后补录，没有的填“无需求”。
-- remedy_en: Ask what service is needed, and enter it; none is an answer.

with

latest as (

    select
        source_work_monitor.*,
        max(data_year) over (partition by person_id) as latest_year
    from source_work_monitor

),

planning as (

    select person_id
    from latest
    where plans_work
        and coalesce(len(service_needs), 0) = 0
        and (data_year is null or data_year = latest_year)
    group by person_id

)

select
    active_member.household_id,
    active_member.person_id,
    cast(null as varchar) as case_id,
    active_member.village_code,
    'service_needs' as field,
    cast(null as varchar) as value,
    cast(null as varchar) as expected
from active_member
join planning
    on planning.person_id = active_member.person_id
order by active_member.village_code, active_member.household_id, active_member.person_id
