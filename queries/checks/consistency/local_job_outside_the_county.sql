-- Active members with a work record outside the county whose channel is a public-welfare post or a
-- support workshop, which are in the county only.
--
-- grain:     person_id
-- reads:     active_member, source_work_monitor
-- columns:
--     household_id  VARCHAR  the household
--     person_id     VARCHAR  the person
--     case_id       VARCHAR  null: not about a case
--     village_code  VARCHAR  its village, or its township when the village is unknown
--     field         VARCHAR  work_channel
--     value         VARCHAR  the channel as it stands
--     expected      VARCHAR  null: it cannot be told
-- order:     village_code, household_id, person_id
-- source:    E07; T5 5_12_002
-- severity:  error
-- dimension: consistency
-- title:     县外务工填公益岗或帮扶车间
-- title_en:  Local job outside the county
-- remedy:    核实务工区域和就业渠道，更正录错的一项。
-- remedy_en: Verify region and channel, and correct the wrong one.

with

outside as (

    select person_id, min(work_channel) as work_channel
    from source_work_monitor
    where work_region in ('03', '04', '05')
        and work_channel in ('03', '05')
    group by person_id

)

select
    active_member.household_id,
    active_member.person_id,
    cast(null as varchar) as case_id,
    active_member.village_code,
    'work_channel' as field,
    outside.work_channel as value,
    cast(null as varchar) as expected
from active_member
join outside
    on outside.person_id = active_member.person_id
order by active_member.village_code, active_member.household_id, active_member.person_id
