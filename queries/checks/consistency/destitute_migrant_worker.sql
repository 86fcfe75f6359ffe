-- Active members on destitute support whose work record of the latest year has migrant work as its
-- channel.
--
-- grain:     person_id
-- reads:     active_member, source_work_monitor
-- columns:
--     household_id  VARCHAR  the household
--     person_id     VARCHAR  the person
--     case_id       VARCHAR  null: not about a case
--     village_code  VARCHAR  its village, or its township when the village is unknown
--     field         VARCHAR  work_channel
--     value         VARCHAR  migrant work
--     expected      VARCHAR  null: it cannot be told
-- order:     village_code, household_id, person_id
-- source:    E08; T5 5_12_003
-- severity:  warning
-- dimension: consistency
-- title:     特困供养人员外出务工
-- title_en:  Destitute person in migrant work
-- remedy:    核实是否外出务工；有劳动能力的重新认定特困资格。
-- remedy_en: Verify; who is able to work is assessed again for destitute support.

with

latest as (

    select
        source_work_monitor.*,
        max(data_year) over (partition by person_id) as latest_year
    from source_work_monitor

),

migrant as (

    select person_id
    from latest
    where work_channel = '01'
        and (data_year is null or data_year = latest_year)
    group by person_id

)

select
    active_member.household_id,
    active_member.person_id,
    cast(null as varchar) as case_id,
    active_member.village_code,
    'work_channel' as field,
    '01' as value,
    cast(null as varchar) as expected
from active_member
join migrant
    on migrant.person_id = active_member.person_id
where active_member.destitute_type <> '00'
order by active_member.village_code, active_member.household_id, active_member.person_id
